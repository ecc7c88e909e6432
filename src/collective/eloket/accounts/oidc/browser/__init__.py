"""Where the browser leaves for a provider, and comes back."""
