"""HTML editions: one self-contained file each, readable without a network and without scripts."""
