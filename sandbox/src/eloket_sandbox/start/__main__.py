"""`python -m eloket_sandbox.start` is `eloket-start`."""

from eloket_sandbox.start.commands import main

import sys


sys.exit(main())
