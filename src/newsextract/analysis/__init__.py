"""One reading of a Doc for all rooms: its text, columns of tokens, paragraphs, sentences, noun phrases."""
