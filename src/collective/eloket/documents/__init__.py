"""What is the answer, and is it genuine?"""
