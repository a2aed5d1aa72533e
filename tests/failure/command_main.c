/* command_main.c - the whole command as a function, for a test that runs it many times in one
 * process. */
int tangbac_command_main(int argc, char **argv);

#define main tangbac_command_main
#include "cli/main.c"
