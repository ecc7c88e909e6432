"""How does news leave after the commit?"""
