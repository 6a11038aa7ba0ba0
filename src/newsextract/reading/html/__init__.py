"""Web pages: the article out of what stands around it."""
