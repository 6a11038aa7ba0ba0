"""Answers for people and programs: on a terminal, as JSON or CSV, as a page."""
