"""Parses an article where the quotes are read from."""

from newsextract.quotes.parsing.parser import make_parser, parse_where_read, with_rest

__all__ = ["make_parser", "parse_where_read", "with_rest"]
