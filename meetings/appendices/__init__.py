"""Files that somebody sends in to be bound into a pack: looked through, cleaned, kept, and made into pages of it."""
