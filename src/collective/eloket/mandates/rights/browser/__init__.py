"""The control panel of applications and rights."""
