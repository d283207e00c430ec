"""Texts that people write in an activity and others vote for: questions, answers on a wall, messages of a chat."""
