"""`madang serve` whose write door takes one write at a time: what it would be without committing together."""

import madang.database.door
from madang.cli.serve import serve

if __name__ == "__main__":
    madang.database.door.MOST_TOGETHER = 1
    serve()
