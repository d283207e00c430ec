"""A folder a kind. Each has a `KIND`, which `madang.activities.registry` finds; nothing else knows it."""
