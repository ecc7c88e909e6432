"""Sign-in and registration for programs, and stock services shut for citizens."""
