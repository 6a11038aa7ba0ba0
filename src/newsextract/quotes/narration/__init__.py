"""The article round its quotes: tokens, sentences, noun phrases, and how quotes are worded."""
