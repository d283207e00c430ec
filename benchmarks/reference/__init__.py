"""The plain version of the same calls, to compare with: what one writes without thinking of a full hall."""
