"""Draw what was counted, each figure a function from values to shapes."""
