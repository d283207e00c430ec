"""Questions from the audience: asked, voted for, let through, and answered in words or live."""

from madang.activities.kinds.questions.kind import KIND as KIND
