"""What wakes rooms: a bus that says which session changed, and the leases that tell who is here.

It knows no feature. Both have one form in memory, for one process, and one on Valkey, for several.
"""

from madang.live.bus import Bus as Bus
from madang.live.bus import MemoryBus as MemoryBus
from madang.live.presence import MemoryPresence as MemoryPresence
from madang.live.presence import Presence as Presence
