"""How well the extractor does on articles that its user has annotated: gold rows, matching, scores."""
