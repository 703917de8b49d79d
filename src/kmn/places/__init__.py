"""The places of the territory: districts, municipalities, postal codes, localities, and their names, by day."""
