"""Parses an article where the quotes are read from."""

from newsextract.quotes.parsing.parser import NewsParser, is_parsed, parse_where_read, with_rest

__all__ = ["NewsParser", "is_parsed", "parse_where_read", "with_rest"]
