"""What an archive answers, and who is meant by a name that somebody types."""
