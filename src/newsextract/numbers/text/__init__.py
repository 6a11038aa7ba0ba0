"""The text as pieces for the grammar and as tagged words for what follows it."""
