"""How does the e-loket come into a site, and leave it?"""
