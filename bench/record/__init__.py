"""What the record is held to: which reports' events are one, and how fast it files and answers."""
