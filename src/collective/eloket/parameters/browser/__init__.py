"""Pages of *Mijn parameters*."""
