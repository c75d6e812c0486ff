"""The pages about who decides: bodies over time, rules, meetings and cases, hearings, adoption, the law, the year."""
