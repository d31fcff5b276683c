"""National data files, from the file to what it would change here.

limits, opening, ods, tables    any file to rows, without trusting it: sizes, encodings, zips, spreadsheets
layouts, cells                  which columns a kind of file has, and what a cell may say
cqc, directory, gp_workforce, ld_health_checks, fingertips    rows to figures, one reader for each kind of file
figures                         what a reader gives: frozen, and to JSON and back
reading, apart                  the readers in a process of their own, which may use little and tells how far it is
editions                        which day a file is of, and which Source stands for it
comparing, report               figures against what is known: added, changed, the same, and what was left out
uploads                         an uploaded file on its way: read, shown, saved or let go
"""
