"""Geocoders a caller may hand in for addresses that the embedded data cannot decide."""
