"""A provider that looks like *Mijn Burgerprofiel* (ACM/IDM) to a relying party."""
