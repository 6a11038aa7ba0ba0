"""Which input, by path and bytes, gave which record, made with what: by it a run goes on where one stopped."""
