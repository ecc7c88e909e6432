"""Does the document come into the citizen's e-Box?"""
