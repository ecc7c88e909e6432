"""Providers that look like *Mijn Burgerprofiel*, CSAM and itsme to a relying party."""
