"""The published records: one frozen model for each concept, and the dataset that holds them all."""
