"""`madang …`: the commands, which call the same services as the routes."""

from madang.cli.garbage import none_yet

with none_yet():
    from madang.cli.main import app as app
