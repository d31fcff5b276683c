"""What is typed into the pages of a plan, and how it is checked: one file for each kind of page."""
