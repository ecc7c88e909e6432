"""Which rights are there, in which applications and for whom?"""
