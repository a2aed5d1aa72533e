/* fuzz_csv.c - libFuzzer: bytes as a table, through the reader of rows and through a whole import;
 * nothing may crash, leak or run away. Not a part of ctest: clang -std=c17 -g -O1
 * -fsanitize=fuzzer,address,undefined -Iengine -Iinclude tests/fuzz/fuzz_csv.c
 * build/asan/engine/libtangbac.a LIBRARIES
 * -o fuzz_csv tests/fuzz/run.sh says the libraries and runs it for a minute on the corpus of
 * tests/fuzz/csv/. */
#include "fuzz/fuzz_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <tangbac/import.h>

static char table[] = "/dev/shm/fuzz-csv-XXXXXX", panel[64];

static void import_it(void)
{
    static tb_err err;
    const char *source = table;
    tb_import *m = NULL;
    tb_import_opts o = TB_IMPORT_OPTS_INIT;
    o.index = "FUZZ";
    o.year = 2020;
    if (tb_import_run(&m, &source, 1, panel, &o, &err) != TB_OK)
        return;
    tb_import_free(m);
    tb_panel *p = NULL;
    if (tb_panel_open(&p, panel, NULL, &err) != TB_OK)
        abort(); /* what we wrote we read */
    tb_panel_free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    name_file(table);
    snprintf(panel, sizeof panel, "%s.h5", table);
    FILE *f = fopen(table, "wb");
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
    read_rows(table);
    import_it();
    return 0;
}
