"""Write values to files: Word reports, figures, tables."""
