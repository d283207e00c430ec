"""`madang …`: the commands, which call the same services as the routes."""

from madang.cli.main import app as app
