/* stake_annex.c - what a department can be asked for where no effect of a measure can be given: the
 * measures by field, with what can still be won there, as an annex like that of a plan. A ceiling
 * is no effect, so that nothing of it is in a plan. */
#include "render/brief.h"

#include "messages/counter_offer.h"
#include "messages/render.h"
#include "messages/render_known.h"
#include "messages/render_plan.h"

#include <math.h>
#include <string.h>

/* rows on paper: two sheets where it is all that there is, one beside a plan */
enum { FIELDS = 64, PAPER_ROWS = 24, PAPER_ROWS_BESIDE = 12 };

/* A field of an index with points at stake; lever: the first measure that serves it. */
typedef struct stake_field {
    const cJSON *goal, *lever;
    double size; /* points by which fields are put in order: what is left, or likely left */
} stake_field;

/* What an order needs to say of a measure at stake; NULL: nothing is at stake. */
static const cJSON *get_order(const cJSON *l)
{
    return tbi_json_get(tbi_json_get(l, "at_stake"), "order");
}

static bool is_same_field(const cJSON *a, const cJSON *b)
{
    return strcmp(tbi_text_of(a, "index"), tbi_text_of(b, "index")) == 0 &&
           strcmp(tbi_text_of(tbi_json_get(a, "at_stake"), "of"),
                  tbi_text_of(tbi_json_get(b, "at_stake"), "of")) == 0;
}

/* A bare maximum says less than a known rest or a band, so that it comes last. */
static double measure_field(const cJSON *stake)
{
    double high = tbi_number_of(stake, "high");
    return isnan(high) ? 0 : high;
}

/* Of several goals on one index the first has the field. Returns how many. */
static size_t collect_fields(const tb_brief *p, stake_field *field)
{
    size_t n = 0;
    const cJSON *g;
    const cJSON *l;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            size_t at = 0;
            while (at < n && !is_same_field(field[at].lever, l))
                at++;
            if (get_order(l) != NULL && at == n && n < FIELDS)
                field[n++] = (stake_field){ g, l, measure_field(tbi_json_get(l, "at_stake")) };
        }
    }
    for (size_t i = 1; i < n; i++) /* insertion: few, and stable among equals */
        for (size_t k = i; k > 0 && field[k].size > field[k - 1].size; k--) {
            stake_field swap = field[k];
            field[k] = field[k - 1];
            field[k - 1] = swap;
        }
    return n;
}

/* "nhiều nhất 9,00; nhiều khả năng 0,27–3,08": of a known score only what is left. */
static const char *say_stake(const tb_brief *p, const cJSON *stake)
{
    const char *most = tbi_say_amount(p, tbi_number_of(stake, "most"), 2);
    double low = tbi_number_of(stake, "low");
    double high = tbi_number_of(stake, "high");
    if (!isnan(tbi_number_of(stake, "score")) || isnan(low) || isnan(high))
        return tbi_say(p, TB_SAY_STAKE_AT_MOST, most);
    const char *band =
        tbi_say(p, TB_SAY_NUMBERS, tbi_say_amount(p, low, 2), tbi_say_amount(p, high, 2));
    return tbi_say(p, TB_SAY_STAKE_LIKELY, most, band);
}

/* The field itself: what is at stake, and where to see it. */
static void put_field(tb_brief *p, tb_doc_table *t, const cJSON *l)
{
    const cJSON *stake = tbi_json_get(l, "at_stake");
    const char *name =
        tbi_arena_printf(p->a, "%s: %s", tbi_text_of(l, "index"), tbi_said_of(p, stake, "name"));
    tbi_put_text(p, t, name);
    tbi_put_text(p, t, say_stake(p, stake));
    for (int k = 0; k < 5; k++)
        tbi_put_text(p, t, "");
    tbi_put_text(p, t, tbi_said_of(p, get_order(l), "watch"));
    tbi_grid_strong(t);
}

static void put_measure(tb_brief *p, tb_doc_table *t, const cJSON *l)
{
    const cJSON *order = get_order(l);
    const char *agency = tbi_said_of(p, order, "agency");
    const char *with = tbi_said_of(p, order, "agencies_with");
    tbi_put_text(p, t, tbi_join(p, "–", " ", tbi_said_of(p, l, "name")));
    tbi_put_text(p, t, "");
    tbi_put_text(p, t, with[0] != '\0' ? tbi_say(p, TB_SAY_WORKS_WITH, agency, with) : agency);
    tbi_put_text(p, t, tbi_said_of(p, order, "quantity"));
    tbi_put(p, t, tbi_number_of(order, "starts"));
    tbi_put_text(p, t, tbi_say_dates(p, tbi_text_of(order, "deadline")));
    tbi_put_text(p, t, tbi_true_of(order, "ordered_here") ? tbi_word(p, TB_WORD_ORDERED_YES) : "");
    tbi_put_text(p, t, "");
}

/* What the province has ordered already comes first, then the catalogue's order. A measure on
 * several criteria of the field stands there once. */
static void put_measures(tb_brief *p, tb_doc_table *t, const stake_field *field)
{
    const cJSON *l;
    const char *seen = "|";
    for (int ordered = 1; ordered >= 0; ordered--) {
        cJSON_ArrayForEach(l, tbi_json_get(field->goal, "levers"))
        {
            const cJSON *order = get_order(l);
            const char *mark = tbi_arena_printf(p->a, "|%s|", tbi_text_of(l, "id"));
            if (order == NULL || mark == NULL || strstr(seen, mark) != NULL ||
                tbi_true_of(order, "ordered_here") != (ordered == 1) ||
                !is_same_field(l, field->lever))
                continue;
            seen = tbi_join(p, seen, "", mark);
            put_measure(p, t, l);
        }
    }
}

/* NULL only without memory. The kinds and shares of columns are those of the plan's annex. */
static tb_doc_table *make_grid(tb_brief *p, const char *title)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, "annex-stakes", title);
    tbi_grid_column(t, TB_DOC_TEXT, 0, 38, tbi_word(p, TB_WORD_STAKE_MEASURE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 22, tbi_word(p, TB_WORD_STAKE_POINTS));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 36, tbi_word(p, TB_WORD_AGENCY));
    tbi_grid_column(t, TB_DOC_TEXT, 7, 46, tbi_word(p, TB_WORD_QUANTITY));
    tbi_grid_fill(t);
    tbi_grid_column(t, TB_DOC_WHOLE, 2, 8, tbi_word(p, TB_WORD_START));
    tbi_grid_column(t, TB_DOC_TEXT, 3, 11, tbi_word(p, TB_WORD_DEADLINE));
    tbi_grid_fill(t);
    tbi_grid_column(t, TB_DOC_TEXT, 10, 12, tbi_word(p, TB_WORD_ORDERED));
    tbi_grid_column(t, TB_DOC_TEXT, 9, 38, tbi_word(p, TB_WORD_WATCH));
    return t;
}

/* Measures at stake, each counted once, whatever fields it serves. */
size_t tbi_count_stakes(const tb_brief *p)
{
    size_t n = 0;
    const char *seen = "|";
    const cJSON *g;
    const cJSON *l;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            const char *mark = tbi_arena_printf(p->a, "|%s|", tbi_text_of(l, "id"));
            if (get_order(l) == NULL || mark == NULL || strstr(seen, mark) != NULL)
                continue;
            seen = tbi_join(p, seen, "", mark);
            n++;
        }
    }
    return n;
}

/* All rows, for a page or a workbook; no rows where nothing is at stake. */
tb_doc_table *tbi_stake_grid(tb_brief *p, const char *title)
{
    stake_field field[FIELDS];
    size_t n = collect_fields(p, field);
    tb_doc_table *t = make_grid(p, title);
    for (size_t i = 0; i < n; i++) {
        put_field(p, t, field[i].lever);
        put_measures(p, t, &field[i]);
    }
    return t;
}

/* true: a section was opened, which the caller closes. planned: a plan's annex stands before it. */
bool tbi_open_stake_annex(tb_brief *p, bool planned)
{
    const char *head = tbi_word(p, TB_WORD_STAKE_ANNEX);
    tb_doc_table *t = tbi_stake_grid(p, head);
    if (t == NULL || t->rows == 0)
        return false;
    t->wide = true;
    tbi_grid_paper(p, t, planned ? PAPER_ROWS_BESIDE : PAPER_ROWS);
    tbi_doc_section(&p->doc, TB_DOC_PART_ANNEX, 2, "annex-stakes", head);
    tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_STAKE_NOTE));
    tbi_doc_table(&p->doc, t);
    tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_ANNEX_BLANK));
    return true;
}
