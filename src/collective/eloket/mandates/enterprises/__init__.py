"""May somebody act for that organisation, and who gives the right to?"""
