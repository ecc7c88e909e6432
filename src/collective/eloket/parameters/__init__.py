"""What do we know of a person, and from whom?"""
