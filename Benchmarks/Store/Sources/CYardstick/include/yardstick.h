#ifndef YARDSTICK_H
#define YARDSTICK_H

/// Inserts `rows` readings of six integers into a new database at `path`, keyed (time, bin), in transactions of 1,000 with
/// synchronous=FULL: the least that any program must do. Returns the CPU seconds of the loop, or a negative number on an error.
double yardstick_insert(const char *path, long rows, long bins);

#endif
