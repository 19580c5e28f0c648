"""How well places are found and put on the map, on two news sets marked by other hands."""
