"""What comes out: records as plain dataclasses, the kinds of finds in them, and the way to JSON and back."""
