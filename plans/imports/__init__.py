"""What comes in: files that are read, each in a `process` of its own, shown as differences, and only then written."""
