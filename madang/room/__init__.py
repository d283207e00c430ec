"""One session seen live: what changed since a revision, encoded once for each audience, sent to all its streams."""
