"""A quiz: questions one after the other, each with a time limit, points for right and fast, a podium at the end.

One key leads through it: lobby, then for each question asking, locked, revealed, leaderboard; after the last question
the podium. The server keeps the time: a response after the deadline is too late. What is right leaves the server only
when the presenter reveals it, and nothing that anybody can watch before depends on it: answers are judged no sooner.

Points
    A right answer gives 1000 points at once and 500 at the end of the time limit, evenly in between; a wrong one, or
    none, gives nothing. A question counts once (`standard`), twice (`double`) or not at all (`none`).
    The second right answer in a row gives 100 points more, the third 200, and so on up to 500. A wrong or missing
    answer ends the row. A question that counts nothing, or was skipped, neither lengthens the row nor ends it.
Teams
    A team has the mean of the points of those of its members who have answered, so that its size does not matter.

Points follow from the stored answers and the milliseconds that each took. What they come to is noted at each reveal,
which saves a server that starts in the middle of a long quiz from counting it all; without the note it does. The
leaderboard in `progress` is what was announced, with the names that people had then; whoever was removed from the
session is in none.
"""

from madang.activities.kinds.quiz.kind import KIND as KIND
