"""WARC, in which crawlers keep what servers answered."""
