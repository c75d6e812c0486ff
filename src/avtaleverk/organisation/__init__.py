"""Who decides: bodies and their seats, rules and how they are kept, cases, hearings, adoption by the parties, the year."""
