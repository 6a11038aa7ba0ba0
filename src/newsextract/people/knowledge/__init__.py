"""What the room knows of words: the lists of models/rules/people, ready for look-up."""
