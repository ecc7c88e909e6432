"""How does the e-loket come back after a disaster?"""
