"""The way from a text to a record: the pipeline put together, articles run through it, and why it decided so."""
