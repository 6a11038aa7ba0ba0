"""How likely each find is right: a probability, by fitted weights of what the find shows."""
