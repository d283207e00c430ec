"""What leads through a quiz: each step is one of its presenter's, but the end of a question's time."""

from madang.activities import registry
from madang.activities.kind import Running
from madang.activities.kinds.quiz.boards import announced, places
from madang.activities.kinds.quiz.progress import asked, phase_of, progress_of
from madang.activities.kinds.quiz.schemas import Now, Place, Progress, QuizConfig
from madang.activities.kinds.quiz.teams import deal
from madang.activities.models import Activity
from madang.activities.responding import not_open
from madang.activities.service import own, touched
from madang.activities.timing import ask, deadline
from madang.database import Db
from madang.errors import Problem


def step(db: Db, me: str, session_id: str, activity_id: str, now: Now | None) -> Activity:
    """What comes next. With `now`, nothing happens where the quiz has moved on already."""
    activity, running = _open_quiz(db, me, session_id, activity_id)
    if _is_there(running, now) and not go_on(db, activity):
        raise Problem(409, "quiz_over")
    return touched(db, activity)


def lock(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """No more answers to the question of now; where none is asked, nothing happens."""
    activity, running = _open_quiz(db, me, session_id, activity_id)
    if phase_of(running) == "asking":
        _lock(activity, running)
    return touched(db, activity)


def skip(db: Db, me: str, session_id: str, activity_id: str, now: Now | None) -> Activity:
    """On to the next question; this one counts for nobody."""
    activity, running = _open_quiz(db, me, session_id, activity_id)
    if _is_there(running, now):
        if phase_of(running) not in ("asking", "locked"):
            raise Problem(409, "quiz_not_asking")
        _ask_or_end(db, activity, running)
    return touched(db, activity)


def deal_teams(db: Db, me: str, session_id: str, activity_id: str) -> Activity:
    """Everybody who has none gets a team."""
    activity, running = _open_quiz(db, me, session_id, activity_id)
    deal(db, activity, running)
    activity.progress = {**activity.progress, "dealt": activity.progress.get("dealt", 0) + 1}
    return touched(db, activity)


def standings(db: Db, me: str, session_id: str, activity_id: str, *, start: int, limit: int) -> list[Place]:
    """One more than `limit` tells that there is another page."""
    running: Running[QuizConfig] = registry.running(own(db, me, session_id, activity_id, kind="quiz"))[1]
    return places(db, running, progress_of(running), start=start, end=start + limit + 1)


def _open_quiz(db: Db, me: str, session_id: str, activity_id: str) -> tuple[Activity, Running[QuizConfig]]:
    activity = own(db, me, session_id, activity_id, kind="quiz", lock=True)
    running: Running[QuizConfig] = registry.running(activity)[1]
    if activity.state != "open":
        raise not_open(activity)
    return activity, running


def _is_there(running: Running[QuizConfig], now: Now | None) -> bool:
    return now is None or (now.phase, now.question) == (phase_of(running), running.progress.get("question"))


def go_on(db: Db, activity: Activity) -> bool:
    """One step on; False where the quiz is over."""
    running: Running[QuizConfig] = registry.running(activity)[1]
    match phase_of(running):
        case "podium":
            return False
        case "lobby" | "leaderboard":
            _ask_or_end(db, activity, running)
        case "asking":
            _lock(activity, running)
        case "locked":
            _reveal(db, activity, running)
        case "revealed" if _is_last(running):
            _end(db, activity, running)
        case "revealed":
            _announce(db, activity, running, {**progress_of(running), "phase": "leaderboard"})
    return True


def _is_last(running: Running[QuizConfig]) -> bool:
    place = running.progress.get("question")
    return place is not None and place >= len(running.config.questions) - 1


def _ask_or_end(db: Db, activity: Activity, running: Running[QuizConfig]) -> None:
    if _is_last(running):
        _end(db, activity, running)
        return
    progress = progress_of(running)
    last = progress.get("question")
    place = 0 if last is None else last + 1
    deal(db, activity, running)
    _set(activity, {**progress, "phase": "asking", "question": place})
    ask(db, activity)
    activity.closes_at = deadline(db, activity.session_id, running.config.questions[place].seconds)


def _lock(activity: Activity, running: Running[QuizConfig]) -> None:
    _set(activity, {**progress_of(running), "phase": "locked"})


def _reveal(db: Db, activity: Activity, running: Running[QuizConfig]) -> None:
    progress, question = progress_of(running), asked(running)
    deal(db, activity, running)
    if question is not None:
        progress["revealed"] = [*progress.get("revealed", []), question.id]
    _announce(db, activity, running, {**progress, "phase": "revealed"})


def _end(db: Db, activity: Activity, running: Running[QuizConfig]) -> None:
    _announce(db, activity, running, {**progress_of(running), "phase": "podium"})


def _announce(db: Db, activity: Activity, running: Running[QuizConfig], progress: Progress) -> None:
    _set(activity, announced(db, running, progress))


def _set(activity: Activity, progress: Progress) -> None:
    activity.progress, activity.closes_at = dict(progress), None
