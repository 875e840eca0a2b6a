"""Where in a text something is said, for every format that is read."""
