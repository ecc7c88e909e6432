"""Pages of whoever decides how long is kept."""
