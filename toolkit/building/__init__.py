"""What the main job is made of: what its documents share, work shared out and kept, memories, outputs."""
