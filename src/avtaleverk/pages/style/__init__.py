"""The page that shows every component in every state, with made-up facts."""
