"""What does the law ask us to write down, and what do the settings say of it?"""
