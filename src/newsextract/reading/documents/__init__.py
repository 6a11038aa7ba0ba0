"""Files that are one article each: text, Markdown, Word, PDF."""
