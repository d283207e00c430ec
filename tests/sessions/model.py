"""What a session should be after some steps, as simple as it can be said: no database, no time."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass
class Person:
    nickname: str
    state: str
    phone: str | None


@dataclass
class Model:
    phase: str = "upcoming"
    title: str = "A session"
    settings: dict[str, object] = field(default_factory=dict)
    trashed: bool = False
    deleted: bool = False
    people: dict[str, Person] = field(default_factory=dict)
    activations: int = 0

    @property
    def here(self) -> bool:
        return not (self.trashed or self.deleted)

    @property
    def visible(self) -> object:
        """Everything that somebody may see of it."""
        return asdict(self)

    def step(self, name: str) -> None:
        if not self.here:
            return
        if name == "activate" and self.phase != "open":
            self.phase, self.activations = "open", self.activations + 1
        elif name == "pause" and self.phase == "open":
            self.phase = "paused"
        elif (name in ("deactivate", "end") and self.phase == "open") or (name == "end" and self.phase == "paused"):
            self.phase = "ended"

    def edit(self, title: str | None, active: bool | None) -> None:
        if self.here:
            self.title = title or self.title
            if active is not None:
                self.step("activate" if active else "deactivate")

    def set(self, changes: Mapping[str, object]) -> None:
        if self.here:
            stated = {**self.settings, **changes}
            self.settings = {name: value for name, value in stated.items() if value}  # off is as if never said

    def expects(self, nickname: str, phone: str | None) -> str:
        """What a join comes to: a problem's code, "new", or the id of the person whose phone it is."""
        if not self.here:
            return "not_found"
        if self.phase != "open":
            return f"session_{self.phase}"
        known = next((key for key, person in self.people.items() if phone and person.phone == phone), None)
        if known and self.people[known].state != "left":
            return "removed" if self.people[known].state == "removed" else known
        if self.settings.get("locked"):
            return "session_locked"
        most = self.settings.get("max_participants")
        if isinstance(most, int) and sum(person.state == "joined" for person in self.people.values()) >= most:
            return "session_full"
        if self.settings.get("anonymous"):
            nickname = self.people[known].nickname if known else ""
        return "nickname_taken" if self.is_taken(nickname) else known or "new"

    def join(self, person_id: str, nickname: str, phone: str | None) -> None:
        self.people[person_id] = Person(nickname, "joined", phone)

    def is_taken(self, nickname: str) -> bool:
        present = {_key(person.nickname) for person in self.people.values() if person.state == "joined"}
        return _key(nickname) in present


def _key(nickname: str) -> str:
    return unicodedata.normalize("NFKC", nickname).casefold()
