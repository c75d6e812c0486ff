"""One file with every text in force, for the ward without network."""
