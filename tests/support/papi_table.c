/* papi_table.c - a CSV reader for one known file. */
#include "support/papi_table.h"

#include "base/file.h"
#include "support/check.h"
#include "text/json_read.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 11 };
static const char *const names[COLUMNS] = { "unit", "year", "D1", "D2", "D3",   "D4",
                                            "D5",   "D6",   "D7", "D8", "TOTAL" };

static size_t read_all(double (*cell)[COLUMNS])
{
    FILE *f = fopen(TANGBAC_SOURCE_DIR "/tests/reference/plm/papi_dimensions_2011_2023.csv", "r");
    char line[512];
    size_t n = 0;
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f) != NULL && n < PAPI_ROWS) {
        char *p = line;
        for (int c = 0; c < COLUMNS; c++) {
            size_t len = strcspn(p, ",\r\n");
            cell[n][c] = NAN;
            if (len > 0)
                (void)tbi_parse_double(&cell[n][c], NULL, p, len, false);
            p += len;
            if (*p == ',')
                p++;
        }
        n++;
    }
    fclose(f);
    return n;
}

static double look(double (*cell)[COLUMNS], size_t n, size_t row, const char *name)
{
    int back = 0;
    while (strncmp(name, "L.", 2) == 0) {
        back++;
        name += 2;
    }
    for (int c = 0; c < COLUMNS; c++) {
        if (strcmp(names[c], name) != 0)
            continue;
        for (size_t i = 0; i < n; i++)
            if (cell[i][0] == cell[row][0] && cell[i][1] == cell[row][1] - back)
                return cell[i][c];
        return NAN;
    }
    fail_msg("no column %s", name);
    return NAN;
}

void papi_load(papi_table *t, const char *y, const char *x, int first, int last)
{
    static double all[PAPI_ROWS][COLUMNS], cell[PAPI_ROWS][COLUMNS];
    static char words[PAPI_TERMS][16];
    size_t total = read_all(all);
    size_t n = 0;
    for (size_t i = 0; i < total; i++)
        if (all[i][1] >= first && all[i][1] <= last)
            memcpy(cell[n++], all[i], sizeof *all);
    t->n = n;
    t->k = 0;
    for (const char *p = x; *p != '\0'; p += *p == ' ') {
        size_t len = strcspn(p, " ");
        memcpy(words[t->k], p, len);
        words[t->k][len] = '\0';
        t->term[t->k] = words[t->k];
        t->k++;
        p += len;
    }
    for (size_t i = 0; i < n; i++) {
        t->unit[i] = (int32_t)cell[i][0];
        t->year[i] = (int32_t)cell[i][1];
        t->y[i] = look(cell, n, i, y);
        for (size_t j = 0; j < t->k; j++)
            t->x[i + j * n] = look(cell, n, i, t->term[j]);
    }
    t->data = (tb_estimate_data){ .n = t->n,
                                  .k = t->k,
                                  .y = t->y,
                                  .x = t->x,
                                  .unit = t->unit,
                                  .year = t->year,
                                  .term = t->term,
                                  .intercept = true };
}

double reference_number(const char *file, const char *path)
{
    char name[512];
    tb_arena a = { 0 };
    tb_err err = TB_ERR_INIT;
    const char *text = NULL;
    size_t size = 0;
    cJSON *root = NULL;
    snprintf(name, sizeof name, "%s/tests/reference/plm/%s", TANGBAC_SOURCE_DIR, file);
    CHECK_OK(tbi_file_read(&text, &size, name, 1 << 24, &a, &err), err);
    CHECK_OK(tbi_json_parse(&root, text, size, name, &err), err);
    const cJSON *at = root;
    char step[128];
    for (const char *p = path; at != NULL && *p != '\0'; p += *p == '/') {
        size_t len = strcspn(p, "/");
        memcpy(step, p, len);
        step[len] = '\0';
        at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(step))
                               : cJSON_GetObjectItemCaseSensitive(at, step);
        p += len;
    }
    while (cJSON_IsArray(at))
        at = cJSON_GetArrayItem(at, 0);
    if (!cJSON_IsNumber(at))
        fail_msg("no number at %s in %s", path, file);
    double x = at->valuedouble;
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return x;
}
