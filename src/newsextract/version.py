"""The package's version, in one place: the build and ``newsextract --version`` both read it."""

__version__ = "1.0.0"
