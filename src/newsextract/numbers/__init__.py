"""The numbers of an article: component.py is the spaCy factory."""
