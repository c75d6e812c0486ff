"""The rules that a community has set itself: what each asks, and whether it is kept."""
