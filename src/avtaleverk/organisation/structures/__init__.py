"""Structures over time: which bodies are the same, what differs between two, what came of a proposal."""
