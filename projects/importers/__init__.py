"""Read files that other people made into drafts of transcripts; nothing here touches the store."""
