"""``python -m newsextract`` is ``newsextract``."""

from newsextract.cli.app import main

if __name__ == "__main__":
    main()
