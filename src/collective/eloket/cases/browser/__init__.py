"""Pages about cases: for who sent them, and for who handles them."""
