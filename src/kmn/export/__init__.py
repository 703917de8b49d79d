"""Open data: releases that portals harvest unchanged, and the formats they are made of."""
