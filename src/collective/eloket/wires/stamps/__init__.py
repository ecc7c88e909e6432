"""When was it there at the latest? Time-stamps of an authority (RFC 3161)."""
