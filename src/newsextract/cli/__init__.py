"""The command line: the app, its options, its settings file. Typer only; the work is done elsewhere."""
