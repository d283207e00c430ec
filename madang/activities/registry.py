"""The kinds that there are: every folder in `kinds/`, and those that installed packages bring.

A package of somebody else names its kind in the entry point group `madang.kinds`.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any, Final

from pydantic import BaseModel, ValidationError, create_model

from madang.activities import kinds
from madang.activities.kind import Kind, Running, Strict
from madang.activities.models import Activity
from madang.errors import Problem
from madang.live.rows import Audience

AnyKind = Kind[Any, Any]
ENTRY_POINTS: Final = "madang.kinds"


@lru_cache(maxsize=1)
def all_kinds() -> dict[str, AnyKind]:
    ours = [
        importlib.import_module(f"{kinds.__name__}.{found.name}").KIND for found in pkgutil.iter_modules(kinds.__path__)
    ]
    theirs = [point.load() for point in entry_points(group=ENTRY_POINTS)]
    return {kind.name: kind for kind in (*ours, *theirs)}


def kind_named(name: str) -> AnyKind:
    found = all_kinds().get(name)
    if found is None:
        raise Problem(422, "kind_unknown")
    return found


class _Absent(Kind[Strict, Strict]):
    """Stands for a kind that was there once: its package is gone. The activity is listed, and can be removed."""

    name = "absent"
    config = Strict

    def public_progress(self, running: Running[Strict], audience: Audience) -> dict[str, Any]:
        return {}


ABSENT: Final = _Absent()


def kind_of(activity: Activity) -> AnyKind:
    return all_kinds().get(activity.kind, ABSENT)


def checked_config(kind: AnyKind, given: Mapping[str, Any]) -> Strict:
    """The configuration, or what is wrong with it by its place in the body, such as `config.options.1.text`."""
    checked: Strict = dict(_body_of(kind).model_validate({"config": given}))["config"]
    return checked


@lru_cache
def _body_of(kind: AnyKind) -> type[BaseModel]:
    return create_model("Body", config=(kind.config, ...))


def running(activity: Activity) -> tuple[AnyKind, Running[Any]]:
    """The activity's kind, and the activity as its kind sees it."""
    kind = kind_of(activity)
    try:
        config = kind.config.model_validate({} if kind is ABSENT else activity.config)
    except ValidationError:  # of another version of its kind
        kind, config = ABSENT, Strict()
    return kind, Running(
        id=activity.id,
        session_id=activity.session_id,
        config=config,
        progress=activity.progress,
        round=activity.round,
        state=activity.state,
        anonymous=activity.anonymous,
        results_shown=activity.results_shown,
    )
