"""What makes a cold start fast."""
