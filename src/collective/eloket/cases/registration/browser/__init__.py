"""Page about the case system."""
