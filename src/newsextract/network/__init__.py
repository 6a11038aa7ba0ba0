"""The parts of our network that spaCy lacks: embedding, article-wide entity scores, BILUO decoding."""
