"""Files to Documents (读入): every format, every encoding, not a character lost."""
