"""The records that everything else speaks of: frozen, slotted, standard library only."""
