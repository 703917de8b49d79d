"""Official lists: a workbook for whoever keeps one, and from such a list to a dataset."""
