/* fuzz/fuzz_file.h - bytes are handed to readers of files by way of one file in memory; and rows of a
 * table that are read to the end, each as wide as the first and without a control character. */
#ifndef TESTS_FUZZ_FILE_H
#define TESTS_FUZZ_FILE_H

#include "base/control.h"
#include "text/csv.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* name: "/dev/shm/...XXXXXX", which becomes that of a file the first time. */
static inline void name_file(char *name)
{
    const char *end = name + strlen(name) - 6;
    if (strcmp(end, "XXXXXX") != 0)
        return;
    int fd = mkstemp(name);
    if (fd < 0)
        abort();
    close(fd);
}

static inline void read_rows(const char *table)
{
    tb_csv *c = NULL;
    tb_csv_row row;
    bool fatal = false;
    if (tbi_csv_open(&c, table, NULL) != TB_OK)
        return;
    for (;;) {
        tb_status st = tbi_csv_next(c, &row, &fatal, NULL);
        if ((st != TB_OK && fatal) || (st == TB_OK && row.count == 0))
            break;
        if (st == TB_OK && row.count != tbi_csv_columns(c))
            abort();
        for (size_t i = 0; st == TB_OK && i < row.count; i++)
            if (tbi_control_find(row.field[i].text, row.field[i].n) != 0)
                abort();
    }
    tbi_csv_close(c);
}

#endif
