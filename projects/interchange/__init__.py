"""Read projects of other programs (REFI-QDA, QualCoder, RQDA, Taguette) into our values, and merge them."""
