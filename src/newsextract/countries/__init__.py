"""The countries of an article: component.py lists the stages in order."""
