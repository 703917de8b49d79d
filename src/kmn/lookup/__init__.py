"""From anything that names a place to one of a closed set of answers."""
