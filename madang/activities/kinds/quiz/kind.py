from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from madang.activities.counting import Count, counts, responded
from madang.activities.kind import Kind, Mark, Running
from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.messages import SENTENCES
from madang.activities.kinds.quiz.progress import asked, phase_of, progress_of
from madang.activities.kinds.quiz.routes import router
from madang.activities.kinds.quiz.schemas import Board, QuizConfig
from madang.activities.kinds.quiz.scoring import Standing
from madang.activities.kinds.quiz.steps import go_on
from madang.activities.kinds.quiz.tables import table
from madang.activities.kinds.quiz.teams import TEAM
from madang.activities.models import Activity
from madang.database import Db
from madang.errors import Problem
from madang.live.rows import Audience
from madang.messages import register

register(SENTENCES)

WORDS_ON_SCREEN = 8
ROWS_ON_PHONES = 5


class Quiz(Kind[QuizConfig, QuizAnswer]):
    name = "quiz"
    config = QuizConfig
    answer = QuizAnswer
    named = True
    router = router

    # What an audience sees of it

    def public_config(self, running: Running[QuizConfig], audience: Audience) -> dict[str, Any]:
        """`question` is the one of now, with its `solution` once that is revealed; of others there is nothing."""
        config, question = running.config, asked(running)
        phase = phase_of(running)
        shown = None
        if question is not None and phase in ("asking", "locked", "revealed"):
            shown = question.shown()
            if phase == "revealed":
                shown["solution"] = question.solution()
        return {
            "count": len(config.questions),
            "question": shown,
            "teams": [team.model_dump(mode="json") for team in config.teams],
            "teams_by": config.teams_by,
            "top": config.top,
        }

    def public_progress(self, running: Running[QuizConfig], audience: Audience) -> dict[str, Any]:
        dealt = running.progress.get("dealt", 0)
        return {"phase": phase_of(running), "question": running.progress.get("question"), "dealt": dealt}

    # What people answer

    def slot(self, running: Running[QuizConfig]) -> str:
        question = asked(running)
        return TEAM if question is None else question.id

    def slots(self, running: Running[QuizConfig]) -> list[str]:
        return [TEAM, *(question.id for question in running.config.questions)]

    def check(self, running: Running[QuizConfig], answer: QuizAnswer) -> None:
        phase, question = phase_of(running), asked(running)
        if phase == "lobby" and running.config.teams_by == "choice" and running.config.teams:
            if answer.team not in {team.id for team in running.config.teams}:
                raise Problem(422, "quiz_team_unknown")
        elif phase != "asking" or question is None:
            raise Problem(409, "quiz_too_late" if phase == "locked" else "quiz_not_asking")
        elif not question.fits(answer):
            raise Problem(422, "quiz_answer_unfit")

    def marks(self, running: Running[QuizConfig], answer: QuizAnswer) -> Iterator[Mark]:
        question = asked(running)
        if answer.team is not None:
            yield Mark(answer.team)
        elif question is not None:
            yield question.mark(answer)

    def changeable(self, running: Running[QuizConfig]) -> bool:
        """Teams are, until the quiz begins; answers are not."""
        return phase_of(running) == "lobby"

    # What comes of it

    def tally(self, running: Running[QuizConfig], counts: Sequence[Count], responses: int) -> dict[str, Any]:
        """How the question of now was answered, and how many were `right`; in the lobby, the teams' sizes."""
        question = asked(running)
        if question is None:
            sizes = {count.part: count.n for count in counts}
            return {"teams": [sizes.get(team.id, 0) for team in running.config.teams]}
        return {"right": question.right(counts), **question.spread(counts)}

    def results(self, db: Db, running: Running[QuizConfig], audience: Audience) -> dict[str, Any]:
        """While a question is asked, only the presenter is told more than how many have answered."""
        phase, slot = phase_of(running), self.slot(running)
        n = responded(db, running.id, running.round, slot)
        if phase in ("leaderboard", "podium"):
            board = progress_of(running).get("board", Board(players=0, rows=[], teams=[]))
            most = ROWS_ON_PHONES if audience == "participant" else len(board["rows"])
            return {"n": n, **board, "rows": board["rows"][:most]}
        if audience != "presenter" and phase in ("asking", "locked"):
            return {"n": n}
        found = self.tally(running, counts(db, running.id, running.round, slot), n)
        if audience != "presenter" and "words" in found:
            found["words"] = _for_the_screen(found["words"])
        return {"n": n, **found}

    def mine(self, db: Db, running: Running[QuizConfig], key: str) -> dict[str, Any]:
        """`score`: what somebody has after the questions that were revealed; `outcome` and `gained` are of the last."""
        progress = progress_of(running)
        revealed = progress.get("revealed", [])
        if not revealed:
            return {"score": None}
        found = table(db, running, progress)
        standing = found.standings.get(key, Standing())
        score = {
            "question": revealed[-1],
            "outcome": standing.outcome,
            "gained": standing.gained,
            "points": standing.points,
            "streak": standing.streak,
            "rank": found.rank(key),
            "players": len(found.standings),
        }
        return {"score": score}

    # Its life

    def edited(self, running: Running[QuizConfig], config: QuizConfig) -> None:
        place = running.progress.get("question")
        if phase_of(running) == "lobby" or place is None:
            return
        before = running.config
        if config.questions[: place + 1] != before.questions[: place + 1] or config.teams != before.teams:
            raise Problem(409, "quiz_asked_already")

    def fixed(self, running: Running[QuizConfig], config: QuizConfig) -> None:
        """What was asked before a clearing stays too: that round can come back."""
        self.edited(replace(running, progress=running.progress.get("before", {})), config)

    def opened(self, running: Running[QuizConfig]) -> dict[str, Any]:
        """Where it was closed; a question whose time did not run meanwhile is over."""
        return self.time_up(running)

    def timeable(self, running: Running[QuizConfig]) -> bool:
        return phase_of(running) == "asking"

    def time_up(self, running: Running[QuizConfig]) -> dict[str, Any]:
        over = {"phase": "locked"} if phase_of(running) == "asking" else {}
        return {**running.progress, **over}

    def place(self, progress: Mapping[str, Any]) -> object:
        return progress.get("phase") or "lobby", progress.get("question")

    def step(self, db: Db, activity: Activity) -> bool:
        return go_on(db, activity)

    def cleared(self, running: Running[QuizConfig]) -> dict[str, Any]:
        """In the lobby again."""
        return {"before": {name: value for name, value in running.progress.items() if name != "before"}}

    def uncleared(self, running: Running[QuizConfig]) -> dict[str, Any]:
        return self.time_up(replace(running, progress=running.progress.get("before", {})))


def _for_the_screen(words: list[list[Any]]) -> list[list[Any]]:
    """The right ones, and wrong ones that two wrote: what a single person writes does not get onto the screen."""
    return [word for word in words if word[2] or word[1] > 1][:WORDS_ON_SCREEN]


KIND = Quiz()
