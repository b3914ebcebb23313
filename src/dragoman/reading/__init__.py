"""What the language models see in one article; no word of the field."""
