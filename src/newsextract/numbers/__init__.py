"""The numbers of an article: component.py lists the stages in order."""
