"""Articles from what users have: plain text, HTML pages, JSONL, folders of them."""
