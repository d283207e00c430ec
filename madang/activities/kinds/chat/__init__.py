"""A chat beside the stage: messages, replies and reactions, with a presenter who can keep it civil."""

from madang.activities.kinds.chat.kind import KIND as KIND
