"""One file a stage, one entry point a stage; stages never import each other."""
