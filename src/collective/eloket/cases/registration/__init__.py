"""Does the municipality's own case system know of each step of a case?"""
