"""The verbs of a text's life, each a command: a proposal, its hearing, the decision, the parties, and what comes later."""
