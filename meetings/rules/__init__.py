"""Rules of meetings and papers: plain values in, an answer or a sentence out. No database, no clock."""
