"""How the weights that ship were made; one command each."""
