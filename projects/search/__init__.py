"""Search in the speech of transcripts: Finnish index terms, the encrypted index, queries and their answers."""
