"""The way in: from a Word file and others to a proposal in the folder, and a report of what was read."""
