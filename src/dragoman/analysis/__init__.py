"""What the corpus says: pure functions from a View to frozen data."""
