/* one_run.h - one whole command in this process, with the k-th of some calls refused. The test that
 * is linked with it says which calls (faults_start, faults_stop). */
#ifndef TESTS_ONE_RUN_H
#define TESTS_ONE_RUN_H

#include "failure/small_commands.h"

#include <stddef.h>

typedef struct {
    int code;
    char *out, *err, *file; /* two outputs, and the file named out.*, NULL: there is none */
    size_t out_size, file_size;
    long asked; /* calls that might have been refused */
} one_run;

/* Defined by the test: call `at` from now on is refused, 0: none; and how many there were. */
void faults_start(long at);
long faults_stop(void);

/* Words are divided by ';'. Files out.* of earlier runs are removed first. */
one_run run_line(const char *line, long at);
void free_run(one_run *r);

/* Makes syn/, p.h5, result.json and what small_inputs writes, in a folder of this name, and goes
 * there: a group's setup. */
int make_small_inputs(const char *folder);

/* NULL, or what is wrong with a run that was refused a request for memory, beside one that was not: right is
 * the sentence that there is none and exit 1, or the very bytes. */
const char *find_memory_fault(const one_run *r, const one_run *whole);

/* Refuses calls of every line of a list, as many as it says (every one with TANGBAC_REFUSE_EVERY; only lines
 * with a word, TANGBAC_REFUSE_ONLY; with times, TANGBAC_REFUSE_SAY). find_fault: NULL, or what is
 * wrong with a run beside the one that was refused nothing. Returns the number of wrong answers. */
int refuse_calls_of_lines(const small_command *list,
                          const char *(*find_fault)(const one_run *r, const one_run *whole));

#endif
