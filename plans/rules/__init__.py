"""What may be concluded from what was said: pure functions of facts and a day. No database, no clock."""
