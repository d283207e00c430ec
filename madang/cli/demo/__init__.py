"""`madang demo`: a filled example that moves, so that a newcomer sees what an evening looks like."""

from madang.cli.demo.command import demo as demo
