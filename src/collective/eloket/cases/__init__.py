"""How does one citizen's request fare?"""
