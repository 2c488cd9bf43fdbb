"""Translation memory: what was translated before, found again by context, in full or nearly."""

from toolkit.memory.protocol import LIMIT, THRESHOLD, Memory, MemoryUnit, Query

__all__ = ["LIMIT", "THRESHOLD", "Memory", "MemoryUnit", "Query"]
