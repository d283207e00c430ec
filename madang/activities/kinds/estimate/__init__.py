"""Guessing a number, whose true value is told at the end."""

from madang.activities.kinds.estimate.kind import KIND as KIND
