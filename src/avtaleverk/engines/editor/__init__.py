"""The editor in the browser: forms for the folder on this machine, served to this machine alone."""
