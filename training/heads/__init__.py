"""Linear heads: annotated texts to examples, logistic regression, trial without one conflict at a time."""
