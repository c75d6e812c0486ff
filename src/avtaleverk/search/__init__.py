"""Words as people type them and as texts have them: the Norwegian of the search."""
