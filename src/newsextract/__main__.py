"""``python -m newsextract`` is ``newsextract``."""

from newsextract.cli.entry import main

if __name__ == "__main__":
    main()
