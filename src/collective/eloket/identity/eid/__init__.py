"""Is this Belgian eID card genuine, whose is it, and is its holder here now?

Plain Python, usable on its own: bytes and a moment in, values or one named error out.
"""
