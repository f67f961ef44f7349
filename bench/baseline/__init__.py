"""
The baseline: the list of practices as an ordinary Django project would have it.

The project's own models, django-filter over many-to-many joins, one GROUP BY
for each facet with the other facets applied, words by PostgreSQL full text, a
template with included cards and prefetched objects. Kept honest: the words are
an indexed, stored column and the database is asked through a pool.
"""
