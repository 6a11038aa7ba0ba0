"""Which words of an article stand in marks, and which are embedded posts."""
