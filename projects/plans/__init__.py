"""Plan a report: the author's own outline, and which quotes a chapter's rule takes."""
