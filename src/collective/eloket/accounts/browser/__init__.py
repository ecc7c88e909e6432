"""Pages to sign in, register and sign out."""
