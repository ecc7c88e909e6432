"""What may happen only once, or only so often?"""
