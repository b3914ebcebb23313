"""One file a screen: a function from a snapshot and what the address asks to frozen data."""
