"""The people of an article: component.py lists the stages in order."""
