"""Activities: the parent row with its lifecycle, the stage, responses; a folder a kind in `kinds/`."""
