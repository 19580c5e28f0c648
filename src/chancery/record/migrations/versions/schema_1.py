"""Schema 1, the first that shipped: there is nothing to make it of."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: a record of this schema was made whole."""
