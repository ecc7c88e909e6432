"""How often may that happen, and from where?"""
