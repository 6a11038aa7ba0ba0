"""Which candidates are persons: signs in and around a name, weighed against the network's odds."""
