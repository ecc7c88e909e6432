"""What do pages and services share?"""
