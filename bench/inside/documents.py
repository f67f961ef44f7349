"""The table that only the baseline has: the text of each practice, ready for PostgreSQL."""

from django.db import connection

TABLE = "bench_document"
TEXTS = ("body", "background", "people", "results", "conditions", "lessons")


def make() -> None:
    if connection.vendor != "postgresql":
        return
    rest = " || ' ' || ".join(TEXTS)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(
            f"""
            CREATE TABLE {TABLE} AS
            SELECT item.id AS item_id,
                   setweight(to_tsvector('dutch', title), 'A')
                   || setweight(to_tsvector('dutch', summary), 'B')
                   || setweight(to_tsvector('dutch', {rest}), 'C') AS vector
            FROM knowledge_knowledgeitem item
            JOIN practices_practice ON knowledgeitem_ptr_id = item.id
            """  # noqa: S608 -- names of our own
        )
        cursor.execute(f"ALTER TABLE {TABLE} ADD PRIMARY KEY (item_id)")
        cursor.execute(f"CREATE INDEX ON {TABLE} USING gin (vector)")
