"""The countries of an article: component.py is the spaCy factory."""
