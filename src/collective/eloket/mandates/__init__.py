"""May they act for that child or enterprise?"""
