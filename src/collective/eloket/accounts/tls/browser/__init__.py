"""The two pages of signing in by TLS: the site's, and the one of the card's host."""
