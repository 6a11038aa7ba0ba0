"""The package's version, in one place: the build and ``newsextract --version`` both read it."""

__version__ = "0.1.0"
