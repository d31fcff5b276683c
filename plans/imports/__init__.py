"""What comes in from elsewhere: files that are read, shown as differences, and only then written."""
