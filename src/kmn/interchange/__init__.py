"""A dataset comes and goes as a folder of tables."""
