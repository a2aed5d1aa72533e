/* failure/wrap_memory.h - the linker (--wrap) puts three functions before the C library's malloc, calloc
 * and realloc, which ask the program whether a request is refused. */
#ifndef TESTS_WRAP_MEMORY_H
#define TESTS_WRAP_MEMORY_H

#include <stdbool.h>

/* The program's own: called at each request, in the order of the requests. */
bool refuse_request(void);

#endif
