"""The head of the stage ``tagged``."""
