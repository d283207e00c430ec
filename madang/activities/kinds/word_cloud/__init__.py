"""Words that grow into a cloud: one to ten each, the same ones counted together."""

from madang.activities.kinds.word_cloud.kind import KIND as KIND
