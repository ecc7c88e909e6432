"""Which documents are on offer?"""
