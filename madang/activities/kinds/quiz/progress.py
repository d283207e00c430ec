"""Where a running quiz is."""

from typing import cast

from madang.activities.kind import Running
from madang.activities.kinds.quiz.questions import AnyQuestion
from madang.activities.kinds.quiz.schemas import Phase, Progress, QuizConfig


def progress_of(running: Running[QuizConfig]) -> Progress:
    return cast("Progress", dict(running.progress))


def phase_of(running: Running[QuizConfig]) -> Phase:
    return progress_of(running).get("phase", "lobby")


def asked(running: Running[QuizConfig]) -> AnyQuestion | None:
    """The question of now; none in the lobby."""
    place, questions = running.progress.get("question"), running.config.questions
    # It is out of reach where an undone clearing goes back to a round with questions that are gone.
    return None if place is None or place >= len(questions) else questions[place]
