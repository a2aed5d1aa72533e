/* cli/heap.h - how the process asks the system for memory. */
#ifndef TB_CLI_HEAP_H
#define TB_CLI_HEAP_H

#include <stdbool.h>

/* To be called once, before threads start, by a command that works on a panel: small requests of
 * all threads come from one heap that lies in pages of 2 MB and is not handed back before the end.
 * Changes no result; a system or a C library that cannot do it goes on as before. */
void cli_prepare_heap(void);
/* ulimit -v: RLIMIT_AS is set. */
bool cli_is_address_space_limited(void);

#endif
