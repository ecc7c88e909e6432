"""How does somebody sign in whose browser shows the card's certificate itself?"""
