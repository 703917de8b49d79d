"""Linked data: the words it is said in, and the nodes of a dataset."""
