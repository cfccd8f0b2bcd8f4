"""Refuse what must not be done with a quote."""

from codebooks.errors import OteError


class QuoteError(OteError):
    """Say by its code why a quote cannot be as asked."""
