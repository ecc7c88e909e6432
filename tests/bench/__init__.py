"""`make bench`: how dear are we, beside the stock peer on the same storage?"""
