"""What the article says a person is: titles and roles."""
