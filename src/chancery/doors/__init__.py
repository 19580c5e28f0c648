"""People into calls. No logic lives here: a door parses what was typed, calls a room, and shows what comes back."""
