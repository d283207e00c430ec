"""A wall of answers in people's own words."""

from madang.activities.kinds.open_text.kind import KIND as KIND
