/* small_commands.h - whole commands on a small synthetic panel, and how many calls of each are
 * refused. */
#ifndef TESTS_SMALL_COMMANDS_H
#define TESTS_SMALL_COMMANDS_H

typedef struct {
    long points;      /* requests that are refused, spread evenly */
    const char *line; /* its words are divided by ';'; NULL ends the list */
} small_command;

extern const small_command small_commands[];

/* Those that read and write in each of the ways there are. */
extern const small_command writing_commands[];

/* Writes what the commands read, beside the package syn/ that `synth` has made, into the folder in
 * which the process works. */
void write_small_inputs(void);

#endif
