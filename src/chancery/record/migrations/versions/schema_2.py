"""Schema 2: judgements tell when, on what grounds, and may be over one mention; sources are weighed."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add columns with the values that every judgement of schema 1 means, and tables for reports that are read again
    and for the sources of reports.

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
    _sources()
    op.drop_index("claims_by_day_known", "claims")
    op.create_index("reports_by_day", "reports", ["published_latest"])
    op.create_index("ix_judgements_by", "judgements", ["by"])
    for name in ("state_events", "state_claims", "event_claims", "states", "events"):
        op.drop_table(name)  # computed: made again as this version has them
    op.execute("UPDATE meta SET value = '1' WHERE key = 'unmatched'")


def _sources() -> None:
    """Tables of whose words reports and claims are, and of copies; filled with the next filing."""

    def outlet(*more: sa.Column[str]) -> list[sa.Column[str]]:
        kinds = (sa.String, sa.Text, sa.String, sa.String, sa.Text, sa.Text, sa.Text)
        names = ("outlet", "name", "country", "kind", "ownership", "owner", "country_name")
        return [*(sa.Column(name, kind, nullable=False) for name, kind in zip(names, kinds, strict=True)), *more]

    op.create_table(
        "report_sources",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("part", sa.String, primary_key=True),
        *outlet(sa.Column("how", sa.Text, nullable=False), sa.Column("listed", sa.Text, nullable=False)),
    )
    op.create_table(
        "claim_sources",
        sa.Column("claim", sa.String, sa.ForeignKey("claims.id"), primary_key=True),
        *outlet(sa.Column("words", sa.Text, nullable=False)),
    )
    op.create_table(
        "copies",
        sa.Column("left", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("right", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("shared", sa.Float, nullable=False),
        sa.Column("within", sa.Float, nullable=False),
    )
    op.create_table(
        "signed",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, unique=True),
    )
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("signed", sa.Integer, sa.ForeignKey("signed.number"), primary_key=True),
        sqlite_with_rowid=False,
    )
    for table, column in (("report_sources", "outlet"), ("claim_sources", "outlet"), ("copies", "right")):
        op.create_index(f"ix_{table}_{column}", table, [column])
