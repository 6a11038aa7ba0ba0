"""Which person a speaker is: by name, by pronoun, by title or description."""
