"""Schema 2: judgements tell when, on what grounds, and may be over one mention; reports may be read again."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add columns with the values that every judgement of schema 1 means, and tables for reports that are read again.

    Events and states are to be computed anew.
    """
    for name, kind, value in (
        ("kind", sa.String, "pair"),
        ("when", sa.String, ""),
        ("features", sa.Text, "[]"),
        ("changes", sa.Text, "[]"),
    ):
        op.add_column("judgements", sa.Column(name, kind, nullable=False, server_default=value))
    op.create_table(
        "readings",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("versions", sa.Text, nullable=False),
    )
    op.create_table("superseded", sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True))
    op.execute("UPDATE meta SET value = '1' WHERE key = 'unmatched'")
