"""What is typed into the pages of meetings, and how it is checked: one file for each kind of page."""
