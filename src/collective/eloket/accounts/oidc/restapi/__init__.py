"""The REST roads of pas.plugins.oidc: shut for our providers."""
