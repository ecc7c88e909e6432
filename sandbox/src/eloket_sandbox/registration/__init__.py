"""What does the municipality's own case system hear? An example receiver."""
