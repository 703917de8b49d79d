"""Maps of districts, networks and answers: as a picture, as a page that works offline, and as features for others."""

from kmn.maps.drawing import Map, answer, networks
from kmn.maps.features import Feature, Features, features

__all__ = ["Feature", "Features", "Map", "answer", "features", "networks"]
