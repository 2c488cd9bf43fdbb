"""Translation engines: each a module with its options and how it is asked."""
