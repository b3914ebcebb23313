"""Where articles, claims and judgements are kept; only this package speaks SQL."""
