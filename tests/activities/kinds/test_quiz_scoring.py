"""From answers to points, places and distributions: what is computed equals a recount."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from madang.activities.kinds.quiz.answers import QuizAnswer
from madang.activities.kinds.quiz.questions import AnyQuestion, Question
from madang.activities.kinds.quiz.scoring import Given, Table, bonus, mean_points, score, standings
from tests.activities.kinds.quizzes import answers_to, counted, questions

question_of: TypeAdapter[AnyQuestion] = TypeAdapter(Question)
TITAN = {"kind": "text", "text": "?", "accepted": ["Titan", "이순신 장군"]}


def right(question: AnyQuestion, **answer: Any) -> bool:
    return question.is_right(QuizAnswer(**answer))


@given(st.data(), questions, st.integers(-5, 300_000), st.integers(0, 300_000))
def test_points_are_never_negative_and_faster_never_scores_less(
    data: st.DataObject, question: AnyQuestion, elapsed: int, more: int
) -> None:
    answer = data.draw(answers_to(question))
    points = score(question, answer, elapsed)
    assert score(question, answer, None) <= score(question, answer, elapsed + more) <= points
    factor = {"none": 0, "standard": 1, "double": 2}[question.points]
    if question.is_right(answer):
        assert 500 * factor <= points <= 1000 * factor
    else:
        assert points == 0


def test_the_formula_as_it_is_documented() -> None:
    question = question_of.validate_python({"kind": "true_false", "text": "?", "holds": True, "seconds": 20})
    yes = QuizAnswer(picks=(0,))
    assert [score(question, yes, ms) for ms in (0, 5_000, 10_000, 20_000, 99_000)] == [1000, 875, 750, 500, 500]
    assert [bonus(streak) for streak in range(9)] == [0, 0, 100, 200, 300, 400, 500, 500, 500]


@st.composite
def _quizzes(draw: st.DrawFn) -> tuple[list[AnyQuestion], dict[str, list[Given]]]:
    asked = draw(st.lists(questions, min_size=1, max_size=6, unique_by=lambda question: question.id))
    answered = {
        question.id: [
            Given(key, draw(answers_to(question)), draw(st.integers(0, 250_000)))
            for key in draw(st.lists(st.sampled_from("pqrst"), unique=True))
        ]
        for question in asked
    }
    return asked, answered


def recount(asked: list[AnyQuestion], answered: dict[str, list[Given]], key: str) -> tuple[int, int]:
    """Points and right answers of one person, one question after the other."""
    points = streak = hits = 0
    for question in asked:
        mine = [one for one in answered[question.id] if one.key == key]
        hit = bool(mine) and question.is_right(mine[0].answer)
        hits += hit
        if question.points == "none":
            continue
        streak = streak + 1 if hit else 0
        if hit:
            points += score(question, mine[0].answer, mine[0].elapsed) + min(500, 100 * (streak - 1))
    return points, hits


@given(_quizzes())
def test_standings_equal_a_recount(quiz: tuple[list[AnyQuestion], dict[str, list[Given]]]) -> None:
    asked, answered = quiz
    found = standings(asked, answered)
    everybody = {one.key for given_ in answered.values() for one in given_}
    assert {key: (standing.points, standing.right) for key, standing in found.items()} == {
        key: recount(asked, answered, key) for key in everybody
    }
    assert all(standing.points >= standing.gained >= 0 for standing in found.values())
    before = standings(asked[:-1], answered)
    assert all(found[key].points == standing.points + found[key].gained for key, standing in before.items())
    table = Table(found)
    points = [standing.points for _, standing in table.best()]
    assert points == sorted(points, reverse=True)
    assert [table.rank(key) for key, _ in table.best()] == [points.index(each) + 1 for each in points]
    teams = {key: ("pq".find(key) >= 0 and "a") or "b" for key in everybody}
    for team, (mean, members) in mean_points(found, teams).items():
        own = [found[key].points for key in everybody if teams[key] == team]
        assert (mean, members) == (round(sum(own) / len(own)), len(own))


@given(st.data(), questions)
def test_the_distribution_equals_a_recount(data: st.DataObject, question: AnyQuestion) -> None:
    answers = data.draw(st.lists(answers_to(question), max_size=12))
    assert all(question.fits(answer) for answer in answers)
    counts = counted(question, answers)
    assert question.right(counts) == sum(map(question.is_right, answers))
    spread = question.spread(counts)
    if question.kind == "text":
        assert sum(n for _, n, _ in spread["words"]) == len(answers)
        assert sum(n for _, n, good in spread["words"] if good) == question.right(counts)
    elif question.kind == "order":
        truth = question.solution()["picks"]
        rows = [list(answer.picks or ()) for answer in answers]
        assert spread["counts"] == [sum(row[place] == truth[place] for row in rows) for place in range(len(truth))]
    else:
        picked = [pick for answer in answers for pick in answer.picks or ()]
        assert spread["counts"] == [picked.count(place) for place in range(len(spread["counts"]))]


def test_typed_answers_are_the_same_by_case_width_and_spaces() -> None:
    strict = question_of.validate_python(TITAN)
    assert all(
        right(strict, text=text) for text in ("titan", "ＴＩＴＡＮ", " Titan ", "이순신  장군", "이순신장군", "Ti tan")
    )
    assert not any(right(strict, text=text) for text in ("Titen", "Tita", "장군"))
    lenient = question_of.validate_python(TITAN | {"lenient": True})
    assert all(right(lenient, text=text) for text in ("Titen", "Tita", "tittan", "itTan", "이순신 장근", "이순신장근"))
    assert not any(right(lenient, text=text) for text in ("Tetin", "Ti", "장군"))


def test_several_means_exactly_those() -> None:
    options = [{"text": "2", "right": True}, {"text": "3", "right": True}, {"text": "4"}]
    question = question_of.validate_python({"kind": "choice", "text": "Primes?", "several": True, "options": options})
    assert right(question, picks=(1, 0))
    assert not right(question, picks=(0,))
    assert not right(question, picks=(0, 1, 2))


def test_a_question_that_counts_nothing_neither_lengthens_nor_ends_a_row() -> None:
    kinds: tuple[dict[str, Any], ...] = ({}, {"points": "none"}, {})
    asked = [
        question_of.validate_python({"id": f"q{place}", "kind": "true_false", "text": "?", "holds": True, **more})
        for place, more in enumerate(kinds)
    ]
    yes, no = QuizAnswer(picks=(0,)), QuizAnswer(picks=(1,))
    found = standings(asked, {"q0": [Given("p", yes, 0)], "q1": [Given("p", no, 0)], "q2": [Given("p", yes, 0)]})
    assert (found["p"].points, found["p"].streak) == (1000 + 1000 + 100, 2)
