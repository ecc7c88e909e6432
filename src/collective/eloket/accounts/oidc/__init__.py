"""How do we talk with an OpenID provider? The only door to pas.plugins.oidc."""
