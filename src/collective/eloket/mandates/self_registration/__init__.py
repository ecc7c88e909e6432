"""May I have that right there? asked of the managers of an organisation."""
