"""Who runs a session together with its owner: members by role, and the invitation links by which they come."""
