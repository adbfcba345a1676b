-- DuckDB on the Parquet tables, from the folder that holds `output/`:
--
--   duckdb < examples/recipes.sql
--   python examples/run_sql.py examples/recipes.sql      (without the duckdb program)
--
-- Counts are of what publishers report, not of the world.

-- Theme by region. An event counts once in each region that it concerns, so a
-- row may add up to more than the events of its theme.
PIVOT (
    SELECT theme_label, region_label, n_events
    FROM 'output/parquet/counts_by_theme_region.parquet'
    WHERE scheme = 'programme'
)
ON region_label USING coalesce(sum(n_events), 0)
ORDER BY theme_label;

-- Wins and setbacks by year; the row without a year has the undated events.
SELECT year, n_achieved, n_announced, n_ongoing, n_setback, n_documents
FROM 'output/parquet/counts_by_year.parquet'
ORDER BY year NULLS LAST;

-- From a count to its sentences: what stands behind one cell of the first
-- table. Put your own theme and region.
SELECT DISTINCT d.source, e.line, e.status, e.evidence, e.event_id
FROM 'output/parquet/events.parquet' AS e
JOIN 'output/parquet/documents.parquet' AS d USING (document_id)
JOIN 'output/parquet/event_countries.parquet' AS c USING (event_id)
JOIN 'output/parquet/regions.parquet' AS r USING (country)
WHERE r.scheme = 'programme'
  AND r.region = 'africa'
  AND e.theme = 'expression_assembly'
ORDER BY d.source, e.line, e.event_id;

-- Events whose theme the text itself did not say, first those that fit worst:
-- what to read again before publishing.
SELECT event_id, theme, theme_basis, score, evidence
FROM 'output/parquet/events.parquet'
WHERE theme_basis IN ('document', 'outcome')
ORDER BY score, event_id
LIMIT 10;

-- Every count by theme can be had again from the events, or this stops.
SELECT CASE WHEN bool_and(t.n_events = coalesce(e.n, 0))
            THEN 'counts by theme agree with events'
            ELSE error('counts by theme differ from events') END AS result
FROM 'output/parquet/counts_by_theme.parquet' AS t
LEFT JOIN (
    SELECT theme, count(*) AS n
    FROM 'output/parquet/events.parquet'
    GROUP BY theme
) AS e USING (theme);
