"""Which Plone user is that?"""
