"""People in the room: joining, nicknames, the token that brings a phone back into its seat."""
