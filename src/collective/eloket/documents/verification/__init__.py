"""Is a letter genuine? What anybody may learn of one whose code they hold."""
