"""An address of the web -> what its server answers."""
