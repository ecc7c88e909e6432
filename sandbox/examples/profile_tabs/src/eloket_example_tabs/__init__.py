"""Example: two tabs more in *Mijn profiel*."""
