"""Counts of events as Spark SQL: the tables of `tidings count`, from views of
the events, of their countries and of the codebook's categories.

The unit is the event. By region an event counts once in each region that it
concerns; `weighted_events` shares it among its countries in whole units, so
that shares add up exactly in any order. Each document is coded by itself, so
that no reports of one event are joined; margins, `tidings count` has.
"""

# What one event weighs, and how a share of units is printed: as in the
# program, `src/count/share.rs`.
WHOLE = 5_354_228_880

FACTS = f"""
WITH ranked AS (
  SELECT event_id, country,
         row_number() OVER (PARTITION BY event_id ORDER BY position) - 1 AS place,
         count(*) OVER (PARTITION BY event_id) AS n_countries
  FROM event_countries
)
SELECT e.event_id, e.document_id, e.theme, e.outcome_type, e.status, r.country,
       e.cluster_id = e.event_id AS is_first,
       CASE WHEN r.country IS NULL THEN CAST({WHOLE} AS BIGINT)
            ELSE {WHOLE} DIV n_countries
                 + CASE WHEN place < {WHOLE} % n_countries THEN 1 ELSE 0 END
       END AS units
FROM events e LEFT JOIN ranked r ON e.event_id = r.event_id
"""

REGIONAL = """
SELECT f.*, s.scheme,
       CASE WHEN f.country IS NULL THEN 'international'
            ELSE coalesce(r.region, 'unassigned') END AS region
FROM facts f
CROSS JOIN (SELECT DISTINCT scheme FROM regions) s
LEFT JOIN regions r ON r.scheme = s.scheme AND r.country = f.country
"""

ALL_REGIONS = """
SELECT DISTINCT scheme, region, label FROM regions
UNION ALL
SELECT DISTINCT scheme, 'international', 'International' FROM regions
UNION ALL
SELECT DISTINCT scheme, 'unassigned', 'Unassigned' FROM regions
"""

# Views that the counts are made of, in order.
VIEWS = {"facts": FACTS, "regional": REGIONAL, "all_regions": ALL_REGIONS}


def with_status(status):
    return f"count(CASE WHEN status = '{status}' THEN 1 END) AS n_{status}"


def numbers(facts, keys):
    """The numbers of each group of facts. An event may have several facts in a
    group: it counts once, and only its shares are added up."""
    statuses = ", ".join(
        map(with_status, ["achieved", "announced", "ongoing", "setback"])
    )
    return f"""
      SELECT {keys}, count(*) AS n_events,
             count(CASE WHEN is_first THEN 1 END) AS n_distinct, {statuses},
             count(DISTINCT document_id) AS n_documents, sum(units) AS units
      FROM (SELECT {keys}, event_id, document_id, status, is_first,
                   sum(units) AS units
            FROM {facts}
            GROUP BY {keys}, event_id, document_id, status, is_first)
      GROUP BY {keys}
    """


# A group that no event is in has zeros.
NUMBERS = ", ".join(
    f"coalesce({name}, 0) AS {name}"
    for name in [
        "n_events",
        "n_distinct",
        "n_achieved",
        "n_announced",
        "n_ongoing",
        "n_setback",
        "n_documents",
    ]
)

# Units as events, in whole millionths, rounded half up.
WEIGHT = f"""
  CAST((coalesce(units, 0) DIV {WHOLE}) * 1000000
       + ((coalesce(units, 0) % {WHOLE}) * 1000000 + {WHOLE // 2}) DIV {WHOLE}
       AS DOUBLE) / 1e6 AS weighted_events
"""

# Each table of counts: every category of the codebook, zeros included.
COUNTS = {
    "counts_by_theme": f"""
      SELECT t.theme, t.label AS theme_label, {NUMBERS}, {WEIGHT}
      FROM themes t LEFT JOIN ({numbers("facts", "theme")}) n
        ON t.theme = n.theme
    """,
    "counts_by_region": f"""
      SELECT a.scheme, a.region, a.label AS region_label, {NUMBERS}, {WEIGHT}
      FROM all_regions a LEFT JOIN ({numbers("regional", "scheme, region")}) n
        ON a.scheme = n.scheme AND a.region = n.region
      WHERE a.region <> 'unassigned' OR n.n_events > 0
    """,
    "counts_by_outcome_type": f"""
      SELECT o.outcome_type, o.label AS outcome_label, o.outcome_class,
             {NUMBERS}, {WEIGHT}
      FROM outcome_types o LEFT JOIN ({numbers("facts", "outcome_type")}) n
        ON o.outcome_type = n.outcome_type
    """,
    "counts_by_status": """
      SELECT status, count(*) AS n_events,
             count(DISTINCT document_id) AS n_documents
      FROM events GROUP BY status
    """,
}

# The columns that rows of each table are sorted by.
KEYS = {
    "counts_by_theme": ["theme"],
    "counts_by_region": ["scheme", "region"],
    "counts_by_outcome_type": ["outcome_type"],
    "counts_by_status": ["status"],
}
