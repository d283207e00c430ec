"""`madang serve` with one thing more, for what cannot be asked of it from outside."""
