"""The article as words, and the runs of words that may be names."""
