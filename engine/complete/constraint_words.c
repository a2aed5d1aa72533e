/* constraint_words.c - facts as sentences about contradictions name them; and one more bar. */
#include "complete/table_facts.h"

#include "base/error.h"
#include "messages/complete.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* The first name that the code ever had, as a reader of a contradiction knows it; never NULL. */
const char *tbi_constraints_unit(const tb_constraints *f, size_t unit, tb_arena *a)
{
    const char *code = f->x->unit_code[unit], *name = NULL;
    for (size_t k = 0; f->p != NULL && name == NULL && k < tb_panel_units(f->p); k++)
        if (strcmp(tb_panel_unit(f->p, k)->code, code) == 0)
            name = tb_panel_unit(f->p, k)->name_vi;
    const char *text = name != NULL ? tbi_arena_printf(a, "%s (%s)", name, code) : code;
    return text != NULL ? text : code;
}

const char *tbi_constraints_source(const tb_constraints *f, int32_t source)
{
    if (f->p == NULL || source < 0 || (size_t)source >= tb_panel_sources(f->p))
        return "-";
    return tb_panel_source(f->p, (size_t)source)->id;
}

tb_fact_words tbi_fact_words(tb_arena *a, const char *format, const char *format_vi, ...)
{
    tb_fact_words w = { NULL, NULL };
    va_list args;
    va_start(args, format_vi);
    if (!tbi_arena_vpair(a, &w.en, &w.vi, format, format_vi, args))
        w = (tb_fact_words){ "", "" };
    va_end(args);
    return w;
}

/* A kind that has no word is said as the data have it. */
static tb_fact_words name_kind(const char *kind)
{
    static const tb_fact_words kinds[] = {
#define KIND(en, vi) { en, vi },
        TB_FACT_KINDS(KIND)
#undef KIND
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(kinds[k].en, kind) == 0)
            return kinds[k];
    return (tb_fact_words){ kind, kind };
}

tb_fact_words tbi_fact_of_unit(const tb_constraints *f, const tb_fact *q, size_t unit, tb_arena *a)
{
    tb_fact_words kind = name_kind(q->kind);
    return tbi_fact_words(a, TB_MSG_FACT_OF_UNIT, kind.en, kind.vi, q->text,
                          tbi_constraints_unit(f, unit, a), tbi_constraints_source(f, q->source));
}

tb_fact_words tbi_fact_of_table(const tb_constraints *f, const tb_fact *q, tb_arena *a)
{
    tb_fact_words kind = name_kind(q->kind);
    return tbi_fact_words(a, TB_MSG_FACT_VALUE, kind.en, kind.vi, q->value,
                          tbi_constraints_source(f, q->source));
}

tb_status tbi_constraints_contradict(tb_err *err, const tb_constraints *f, int year,
                                     tb_fact_words first, tb_fact_words second)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_COMPLETE_FACTS_CONTRADICT_EACH_OTHER, f->x->code, year,
                    first.en, first.vi, second.en, second.vi);
}

/* Bars stand from the highest score down; above: how many units stand above it. One that finds no
 * room is left out: fewer facts are used, none wrongly. */
void tbi_constraints_bar(tb_table_year *y, double at, double above, const tb_fact *fact)
{
    if (y->n_bar == TB_BARS || isnan(at) || isnan(above) || above < 0)
        return;
    size_t k = y->n_bar;
    while (k > 0 && y->bar[k - 1].at < at) {
        y->bar[k] = y->bar[k - 1];
        k--;
    }
    y->bar[k] = (tb_bar){ at, (size_t)above, fact->source, fact->kind };
    y->n_bar++;
}
