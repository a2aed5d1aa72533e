/* built_panel.c - see built_panel.h. */
#include "support/built_panel.h"

#include "panel/record.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void code_of_unit(char code[static CODE_ROOM], size_t i)
{
    snprintf(code, CODE_ROOM, "%02zu", i + 1);
}

tb_builder *start_units(size_t units)
{
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    d->has_units = true;
    for (size_t i = 0; i < units; i++) {
        char code[CODE_ROOM];
        code_of_unit(code, i);
        const tb_unit u = { code, code, code, "", "province", 2004, 9999, "" };
        assert_true(tbi_builder_unit(d, &u));
    }
    return d;
}

void put_score(tb_builder *d, tb_builder_index *x, ptrdiff_t column, int year, size_t unit,
               double value, int decimals)
{
    tb_slab *s = tbi_builder_slab(d, x, year);
    assert_non_null(s);
    size_t at = tb_slab_at(s, (size_t)column, unit);
    s->value[at] = value;
    s->source[at] = tbi_builder_source(d, "PRESS", 5);
    s->mark[at] = TB_MARK(false, decimals, 3);
}

tb_panel *finish_panel(tb_builder *d)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    CHECK_OK(tbi_builder_panel(&p, d, &err), err);
    tbi_builder_free(d);
    free(d);
    return p;
}

static void add_std_error(tb_builder *d, const totals *t, size_t i, size_t y)
{
    char code[CODE_ROOM];
    code_of_unit(code, i);
    const tb_precision row = {
        t->index, "TOTAL", t->first + (int)y, code, t->std_error[i * t->years + y],
        NAN,      "",      "PRESS",           "",   NAN
    };
    assert_true(
        tbi_record_add(&d->record[TB_RECORD_PRECISION], TB_RECORD_PRECISION, &row, &d->own));
}

tb_panel *panel_of_totals(const totals *t)
{
    tb_builder *d = start_units(t->units);
    tb_builder_index *x = tbi_builder_index_of(d, t->index, strlen(t->index), true);
    assert_non_null(x);
    x->has_structure = true;
    if (t->direction != 0)
        x->direction = t->direction;
    ptrdiff_t total = tbi_builder_column(d, x, "TOTAL", 5, true);
    const tb_node node = { .indicator = (size_t)total,
                           .parent = -1,
                           .name_vi = "TOTAL",
                           .name_en = "TOTAL",
                           .min = t->least,
                           .max = 100,
                           .weight = 1,
                           .first_year = t->first,
                           .last_year = 9999,
                           .kind = "total",
                           .note = "" };
    assert_true(tbi_builder_node(d, x, &node));
    for (size_t i = 0; i < t->units; i++)
        for (size_t y = 0; y < t->years; y++) {
            put_score(d, x, total, t->first + (int)y, i, t->score[i * t->years + y], t->decimals);
            if (t->std_error != NULL)
                add_std_error(d, t, i, y);
        }
    return finish_panel(d);
}
