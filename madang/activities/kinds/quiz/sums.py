"""Standings that are noted at each reveal: what follows goes on from them, whichever process counts it."""

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert

from madang.activities.kind import Running
from madang.activities.kinds.quiz.models import QuizSums
from madang.activities.kinds.quiz.schemas import QuizConfig
from madang.activities.kinds.quiz.scoring import Standing
from madang.database import Db


def noted(db: Db, running: Running[QuizConfig], questions: Sequence[str]) -> tuple[int, dict[str, Standing]]:
    """After how many of these questions, and what everybody had then; none where the note is of other ones.

    It is of fewer than all of them: where somebody was before the last one is wanted, too.
    """
    note = db.get(QuizSums, (running.id, running.round))
    if note is None or note.questions >= len(questions) or note.of != _digest(questions[: note.questions]):
        return 0, {}
    return note.questions, {key: Standing(*standing) for key, standing in note.standings.items()}


def note(db: Db, running: Running[QuizConfig], questions: Sequence[str], standings: Mapping[str, Standing]) -> None:
    """What everybody had after these questions. The session's row is locked."""
    here = {"activity_id": running.id, "round": running.round}
    db.execute(delete(QuizSums).filter_by(**here))
    db.execute(insert(QuizSums).values(**here, questions=len(questions), of=_digest(questions), standings=standings))


def _digest(questions: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(questions).encode()).hexdigest()
