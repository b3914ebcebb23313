"""Event acts: sentences of event data sets to examples, and the head that tells their classes."""
