"""The example municipality: Testegem, which does not exist."""
