"""What a kind of activity is. Each kind is a folder in `madang.activities.kinds` that makes one of these.

A kind brings its configuration and its answer as strict schemas, and pure functions that turn an answer into marks
and counted marks into results. Everything else (rows, rounds, the stage, streams, limits) is the same for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from madang.activities.counting import Count, counts, responded
from madang.activities.models import Activity, Response, State
from madang.database import Db
from madang.live.rows import Audience, LiveRow, View
from madang.web.short_way import HotRoutes


class Strict(BaseModel):
    """What a kind's configuration and answer are made of: no field that is not known, no number without end."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


Config = TypeVar("Config", bound=Strict)
Answer = TypeVar("Answer", bound=Strict)


@dataclass(frozen=True, slots=True)
class Mark:
    """One countable part of an answer. `label` is how it was written, where `part` is what it is counted as."""

    part: str
    value: float | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Running(Generic[Config]):
    """An activity as the functions of its kind see it."""

    id: str
    session_id: str
    config: Config
    progress: Mapping[str, Any]
    round: int
    state: State
    anonymous: bool
    results_shown: bool


class Kind(Generic[Config, Answer]):
    """The defaults are those of a kind that asks one thing and counts what comes."""

    name: str
    config: type[Config]
    answer: type[Answer] | None = None

    beside: ClassVar[bool] = False
    """Whether it stays with the audience while it is open, on the stage or not, as chat does."""
    named: ClassVar[bool] = False
    """Whether it must know who answers: then it is never anonymous."""
    anonymous: ClassVar[bool] = True
    """Whether a new one is anonymous where neither its presenter nor its session says so."""
    results_shown: ClassVar[bool] = True
    """Whether a new one shows its results while answers come in, unless its presenter says otherwise."""
    results_on_phones: ClassVar[bool] = True
    """Whether phones are shown results at all, and not only the screen."""
    moderated: ClassVar[bool] = False
    """Whether moderators look after what is written in it: they get its results, shown or not."""
    naming: ClassVar[frozenset[Audience]] = frozenset()
    """Whose results may name people: while they do, they are told again when somebody's name has changed."""
    router: APIRouter | None = None
    """Routes of its own for presenters, below `/api/sessions/{session_id}/activities/{activity_id}/<name>`."""
    hot: HotRoutes | None = None
    """Routes of its own for phones, below `/api/activities/{activity_id}/<name>`."""

    # What an audience sees of it

    def public_config(self, running: Running[Config], audience: Audience) -> dict[str, Any]:
        """The configuration without what this audience must not see. Pure, and the presenter gets the whole one."""
        return running.config.model_dump(mode="json")

    def public_progress(self, running: Running[Config], audience: Audience) -> dict[str, Any]:
        return dict(running.progress)

    # What people answer

    def slot(self, running: Running[Config]) -> str:
        """What is answered now, where a kind asks several things one after the other."""
        return ""

    def slots(self, running: Running[Config]) -> Sequence[str]:
        """Of all that is asked in a round, whenever that is: a phone that comes back gets its answers to these."""
        return (self.slot(running),)

    def check(self, running: Running[Config], answer: Answer) -> None:
        """Raises the Problem of an answer that this activity does not take. Pure."""

    def marks(self, running: Running[Config], answer: Answer) -> Iterable[Mark]:
        """The countable parts of an answer that was checked. Pure."""
        return ()

    def changeable(self, running: Running[Config]) -> bool:
        """Whether a response may be changed while the activity is open."""
        return True

    # What comes of it

    def tally(self, running: Running[Config], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """The results, from the counted marks of this round. Pure."""
        return {}

    def results(self, db: Db, running: Running[Config], audience: Audience) -> dict[str, Any]:
        """What an audience that may see the results gets: `n`, how many have responded, and the tally."""
        slot = self.slot(running)
        n = responded(db, running.id, running.round, slot)
        found = self.tally(running, counts(db, running.id, running.round, slot), n)
        return {"n": n, **(self.tally_on_phones(running, found) if audience == "participant" else found)}

    def names_people(self, running: Running[Config]) -> bool:
        """Whether the results do name people now, for whom `naming` says. Pure."""
        return not running.anonymous

    def tally_on_phones(self, running: Running[Config], found: dict[str, Any]) -> dict[str, Any]:
        """What phones get of the tally: one vote more should cost each of a hall at most 200 bytes. Pure."""
        return found

    def rows(self, db: Db, view: View, running: Running[Config]) -> Iterable[LiveRow]:
        """Further live rows that changed after `view.since`, such as the messages of a chat.

        They are asked for where the activity or its tally has changed, and depend on nothing else: not on whether the
        activity is on the stage.
        """
        return ()

    def mine(self, db: Db, running: Running[Config], key: str) -> dict[str, Any]:
        """What somebody has done here beside their responses, for a phone that comes back."""
        return {}

    # Its life

    def has_answers(self, db: Db, activity_id: str) -> bool:
        """Whether anybody has answered, in any round: then it stays as anonymous as it was."""
        return db.scalar(select(Response.id).where(Response.activity_id == activity_id).limit(1)) is not None

    def edited(self, running: Running[Config], config: Config) -> None:
        """Raises the Problem of a new configuration that does not fit to what has happened already."""

    def fixed(self, running: Running[Config], config: Config) -> None:
        """Raises the Problem of a new configuration to which answers that were given would not fit.

        A draft has such answers too where a round of before can come back; without them this is not asked of it.
        """

    def opened(self, running: Running[Config]) -> dict[str, Any]:
        """The progress with which it opens."""
        return dict(running.progress)

    def timeable(self, running: Running[Config]) -> bool:
        """Whether there is something now that a time can end."""
        return True

    def time_up(self, running: Running[Config]) -> dict[str, Any] | None:
        """The progress after its time has run out; None where it closes."""
        return None

    def cleared(self, running: Running[Config]) -> dict[str, Any]:
        """The progress of a new round."""
        return {}

    def uncleared(self, running: Running[Config]) -> dict[str, Any]:
        """The progress after going back to the round before."""
        return dict(running.progress)

    def place(self, progress: Mapping[str, Any]) -> object:
        """Where among its steps this `progress` is, which may be anything that somebody sent."""
        return None

    def step(self, db: Db, activity: Activity) -> bool:
        """Goes one step on inside an open activity that has steps; False where the stage goes on to what comes next."""
        return False

    def renew_rows(self, db: Db, running: Running[Config], revision: int) -> None:
        """Gives its further rows this revision: a round, the results or the whole activity came or went."""
