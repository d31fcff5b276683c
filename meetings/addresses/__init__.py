"""The addresses of meetings, one list for each kind of page; `meetings.urls` holds them all."""
