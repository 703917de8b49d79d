"""Rules: what should hold in a dataset, checked all at once, each with a code, a reason and a remedy."""
