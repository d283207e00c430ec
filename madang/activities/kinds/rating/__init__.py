"""Rating one thing, or several statements, on a scale of points."""

from madang.activities.kinds.rating.kind import KIND as KIND
