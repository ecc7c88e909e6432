"""Where do the mails go? Into a mailbox that everybody may read."""
