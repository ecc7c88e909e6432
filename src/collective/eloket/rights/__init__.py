"""How long is personal data kept, and what may people ask of it?"""
