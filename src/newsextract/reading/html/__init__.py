"""Web pages: the article, without the rest of the page."""
