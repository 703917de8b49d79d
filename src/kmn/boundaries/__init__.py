"""Borders: which municipality of today, or which other state, a coordinate lies in, and the shapes of them."""
