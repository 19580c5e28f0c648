"""Schema 2: judgements say when they were passed, on what grounds, and may be over one mention or take back another."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add columns with the values that every judgement of schema 1 means; have events and states computed anew."""
    for name, kind, value in (
        ("kind", sa.String, "pair"),
        ("when", sa.String, ""),
        ("features", sa.Text, "[]"),
        ("changes", sa.Text, "[]"),
    ):
        op.add_column("judgements", sa.Column(name, kind, nullable=False, server_default=value))
    op.execute("UPDATE meta SET value = '1' WHERE key = 'unmatched'")
