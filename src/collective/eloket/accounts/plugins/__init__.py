"""What Plone's user folder asks us about citizens."""
