"""Taps that fly over the screen, and a mood: faster, slower, lost, fine."""

from madang.activities.kinds.reactions.kind import KIND as KIND
