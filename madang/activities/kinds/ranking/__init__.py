"""Putting things in order: all of them, or the first few."""

from madang.activities.kinds.ranking.kind import KIND as KIND
