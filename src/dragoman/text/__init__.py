"""Strings in, strings and offsets out; knows no word of the field."""
