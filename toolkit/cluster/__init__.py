"""Documents built by other machines: what they are told, what they do, and how their work comes home."""

from toolkit.cluster.building import build_on_cluster
from toolkit.cluster.mirror import Mirror, mirrored

__all__ = ["Mirror", "build_on_cluster", "mirrored"]
