"""A text before anything is found in it: paragraphs, pieces of a long text, texts grouped by size."""
