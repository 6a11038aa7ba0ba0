"""The way from a text to a record: the pipeline, articles run through it, and why it decided so."""
