"""Which documents lie ready at the counter, and which were handed over there?"""
