"""REST services about cases."""
