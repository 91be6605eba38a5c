"""Follow Swedish municipal audit memos and know every deadline."""
