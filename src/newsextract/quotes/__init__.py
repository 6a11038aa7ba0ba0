"""The quotes of an article: component.py is the spaCy factory."""
