"""Pages of self-registration."""
