"""REST of *Mijn parameters*."""
