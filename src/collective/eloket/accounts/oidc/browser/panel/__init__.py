"""The control panel of the identity providers."""
