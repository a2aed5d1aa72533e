/* read_wide_table.c - tables as ministries print them and planners fill them: which column is which
 * indicator, and of which index the table is. */
#include "base/file.h"
#include "import/cell_reader.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A column of a wide table. */
typedef struct wide_column {
    bool used;
    ptrdiff_t column;
    tb_cell_kind kind;
} wide_column;

/* Columns of a wide table that are no indicators. */
static bool is_label(const char *folded)
{
    static const char *const labels[] = { "index",
                                          "chi so",
                                          "year",
                                          "nam",
                                          "unit",
                                          "code",
                                          "ma",
                                          "ma tinh",
                                          "province",
                                          "name",
                                          "name vi",
                                          "name en",
                                          "ten",
                                          "tinh",
                                          "tinh thanh pho",
                                          "tinh/thanh pho",
                                          "tinh/tp",
                                          "tinh tp",
                                          "tinh thanh",
                                          "ten tinh",
                                          "ten tinh thanh pho",
                                          "ten tinh/thanh pho",
                                          "ten don vi",
                                          "don vi",
                                          "dia phuong",
                                          "region",
                                          "vung",
                                          "source",
                                          "nguon",
                                          "basis",
                                          "note",
                                          "ghi chu",
                                          "stt",
                                          "tt",
                                          "no",
                                          "kind" };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i], folded) == 0)
            return true;
    return false;
}

/* Words of planners for two columns. */
static const char *known_word(const char *folded)
{
    if (strcmp(folded, "tong diem") == 0 || strcmp(folded, "diem") == 0 ||
        strcmp(folded, "score") == 0 || strcmp(folded, "total score") == 0)
        return "TOTAL";
    if (strcmp(folded, "thu hang") == 0 || strcmp(folded, "xep hang") == 0 ||
        strcmp(folded, "hang") == 0)
        return "RANK";
    return NULL;
}

static wide_column *wide_columns(tb_cell_reader *w)
{
    size_t n = tbi_csv_columns(w->csv);
    size_t used = 0;
    wide_column *column = calloc(n + 1, sizeof *column);
    tb_arena a = { 0 };
    tb_csv_row head = { .line = 1 };
    for (size_t i = 0; column != NULL && i < n; i++) {
        const char *name = tbi_csv_head(w->csv, i);
        const char *folded = tbi_utf8_fold(&a, name);
        if (folded == NULL || is_label(folded))
            continue;
        column[i].used =
            name[0] != '\0' && (tbi_reading_indicator(&column[i].column, &column[i].kind, w->r,
                                                      w->index, name, strlen(name)));
        const char *word = !column[i].used ? known_word(folded) : NULL;
        if (word != NULL)
            column[i].used = tbi_reading_indicator(&column[i].column, &column[i].kind, w->r,
                                                   w->index, word, strlen(word));
        used += column[i].used;
        if (column[i].used)
            continue;
        tb_spot at = tbi_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
        tbi_reading_no_indicator(w->r, w->index, &at, name, strlen(name));
        used++;
    }
    for (size_t i = 0; column != NULL && i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (column[i].used && column[k].used && column[i].column == column[k].column &&
                column[i].kind == column[k].kind) {
                tb_spot at = tbi_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
                tbi_reject_say(w->r->rejects, &at, "the column stands twice, as column %zu and %zu",
                               "cột bị trùng: cột %zu và cột %zu", k + 1, i + 1);
                column[i].used = false;
            }
    if (used == 0) {
        tb_spot at = { w->r->table[w->r->tables - 1].path, 1, 0, NULL };
        tbi_reject_say(w->r->rejects, &at, "there is no column of an indicator",
                       "không có cột nào là nội dung của chỉ số");
    }
    tbi_reading_forget(w->r, &a);
    if (column == NULL)
        w->r->no_memory = true;
    return column;
}

tb_status tbi_read_wide_table(tb_cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st = TB_OK;
    wide_column *column = NULL;
    const tb_builder_index *of = NULL;
    while ((st = tbi_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!tbi_cells_set_place(w, &row))
            continue;
        if (of != w->index) {
            free(column);
            column = wide_columns(w);
            of = w->index;
            if (column == NULL || !tbi_cells_set_limits(w))
                continue;
        }
        size_t first = 0;
        bool derived = false;
        while (first < row.count && (!column[first].used || row.field[first].n == 0))
            first++;
        if (first == row.count)
            continue; /* a row that nobody has filled in */
        ptrdiff_t code = tbi_reading_unit(w->r, w->csv, &row, w->at.unit, w->year);
        if (code < 0 || !tbi_cells_set_source(w, &row) || !tbi_cells_basis(w, &row, &derived))
            continue;
        for (size_t i = first; i < row.count; i++)
            if (column[i].used && row.field[i].n > 0)
                tbi_cells_put(w, &row, (ptrdiff_t)i, column[i].column, column[i].kind, code,
                              derived);
    }
    free(column);
    return st;
}

/* Whether a file's name has the code of an index as a word of its own: "my-par.csv",
 * "SIPAS_2023.csv". */
static bool named_in(const char *path, const char *code)
{
    const char *name = tbi_file_name(path);
    size_t n = strlen(code);
    for (const char *p = name; *p != '\0'; p++) {
        bool start = p == name || !(((p[-1] | 32) >= 'a' && (p[-1] | 32) <= 'z'));
        size_t k = 0;
        while (k < n && p[k] != '\0' && (p[k] | 32) == (code[k] | 32))
            k++;
        char after = k == n ? p[k] : 'a';
        if (start && k == n && !((after | 32) >= 'a' && (after | 32) <= 'z'))
            return true;
    }
    return false;
}

/* How well the columns of a wide table fit an index: all must be its own. */
static bool columns_fit(tb_cell_reader *w, tb_builder_index *x)
{
    tb_arena a = { 0 };
    bool fit = x->has_structure;
    size_t own = 0;
    for (size_t i = 0; fit && i < tbi_csv_columns(w->csv); i++) {
        const char *name = tbi_csv_head(w->csv, i);
        const char *folded = tbi_utf8_fold(&a, name);
        ptrdiff_t column;
        tb_cell_kind kind;
        if (folded == NULL || is_label(folded) || known_word(folded) != NULL)
            continue;
        fit = tbi_reading_indicator(&column, &kind, w->r, x, name, strlen(name));
        own += fit && kind == TB_KIND_VALUE && strcmp(x->indicator[column].code, "TOTAL") != 0;
    }
    tbi_reading_forget(w->r, &a);
    return fit && own > 0;
}

tb_builder_index *tbi_cells_guess_index(tb_cell_reader *w)
{
    tb_builder *d = w->r->draft;
    tb_builder_index *found = NULL;
    size_t fits = 0;
    for (size_t i = 0; i < d->indices; i++)
        if (columns_fit(w, d->index[i])) {
            found = d->index[i];
            fits++;
        }
    if (fits == 1)
        return found;
    fits = 0;
    for (size_t i = 0; i < d->indices; i++)
        if (named_in(w->of->path, d->index[i]->code)) {
            found = d->index[i];
            fits++;
        }
    return fits == 1 ? found : NULL;
}
