"""Lets each process of a started product keep everything in the clear.

No setting of the product can do that. Python runs this file at its start when its
folder is on PYTHONPATH: for the control run of the scan, and for nothing else.
"""

from collective.eloket.vault import service
from collective.eloket.vault.standin import PlainVault


service.use(PlainVault())
