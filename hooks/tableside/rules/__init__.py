"""The rules of a course: each a small function from the shelf to findings, named as the good state.

They are grouped by what they look at, and listed in ``tableside.checks``. A rule reads what is there and never stops at a broken
file: what cannot be known is not complained about.
"""
