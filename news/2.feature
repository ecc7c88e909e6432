The e-loket runs: a citizen signs in through Mijn Burgerprofiel, asks for a document with a form that knows them, and downloads it after a clerk approved.
