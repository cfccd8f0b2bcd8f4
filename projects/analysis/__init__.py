"""Count what is coded: frequencies, overlaps, quadrants."""
