"""The whole site as data, which any engine can put on disk."""
