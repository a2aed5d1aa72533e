/* support/zip_of.h - a zip archive out of texts, for tests that need a workbook just so. */
#ifndef TB_TESTS_ZIP_OF_H
#define TB_TESTS_ZIP_OF_H

#include <stdbool.h>
#include <stddef.h>

typedef struct zip_part {
    const char *name, *text;
} zip_part;

/* Writes the parts (packed) to a file; false when it cannot. */
bool zip_of(const char *path, const zip_part *part, size_t n);

/* The same with a text so many times over behind the last part's, which is never whole in
 * memory. */
bool zip_of_bomb(const char *path, const zip_part *part, size_t n, const char *filler,
                 size_t times);

#endif
