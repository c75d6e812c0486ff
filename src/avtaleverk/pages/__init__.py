"""HTML of every page, in classes of our own, with no knowledge of the engine that publishes it."""
