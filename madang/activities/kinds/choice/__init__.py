"""Choosing among options: one of them, or at least and at most so many."""

from madang.activities.kinds.choice.kind import KIND as KIND
