"""The true value, on its way from the presenter to everybody."""

from madang.activities.models import Activity
from madang.activities.service import finish


def is_known(activity: Activity) -> bool:
    return activity.config.get("truth") is not None


def is_revealed(activity: Activity) -> bool:
    return activity.progress.get("revealed") is True


def reveal(activity: Activity) -> None:
    """With the results; who knows it cannot guess any more."""
    finish(activity)
    activity.results_shown = True
    activity.progress = {"revealed": True}


def hide(activity: Activity) -> None:
    activity.progress = {}
