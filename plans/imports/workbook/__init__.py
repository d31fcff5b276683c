"""The plan as a spreadsheet, out and back: the same file fits both ways.

columns    what the sheets and columns are, and the mark that tells whether a cell was touched
rows       what the plan says, as the rows of those sheets
writing    rows to a workbook; `guide` is its first sheet
structure, reading, apart    a workbook to touched cells, in a process of its own
differences, checks, edits   touched cells against the plan as it is now: edits, conflicts, refused cells
applying, previews           edits through `plans.changes`, all or nothing
"""
