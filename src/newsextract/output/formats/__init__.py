"""A module per format: records -> what it writes."""
