/* find_indicator.c - "PAPI.D5", "papi", "SIPAS": which column is meant, and what was likely meant
 * when there is none. */
#include "base/error.h"
#include "messages/one_language.h"
#include "messages/panel.h"
#include "panel/panel_internal.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* names that a refusal offers; more would not be read */
enum { NEAREST = 3 };

typedef struct candidate {
    const char *index, *indicator; /* indicator NULL: the index alone */
    size_t distance;
} candidate;

/* best [NEAREST + 1], nearest first; of equal distances the one that came first stays in front. */
static void offer_candidate(candidate *best, size_t *count, candidate c)
{
    size_t at = *count;
    while (at > 0 && best[at - 1].distance > c.distance)
        at--;
    if (at >= NEAREST)
        return;
    size_t last = *count < NEAREST ? *count : NEAREST - 1;
    memmove(best + at + 1, best + at, (last - at) * sizeof *best);
    best[at] = c;
    if (*count < NEAREST)
        (*count)++;
}

/* 91 without memory, which is beyond what tbi_utf8_distance was asked for. */
static size_t measure_distance(tb_arena *a, const char *x, const char *y)
{
    const char *fx = tbi_utf8_fold(a, x);
    const char *fy = tbi_utf8_fold(a, y);
    return fx != NULL && fy != NULL ? tbi_utf8_distance(fx, fy, 90) : 91;
}

/* text [n]: cut off where it is full. */
static void list_candidates(char *text, size_t n, const candidate *best, size_t count,
                            const char *word_or)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count && used < n; i++) {
        const char *between = i == 0 ? "" : i + 1 == count ? word_or : ", ";
        bool whole = best[i].indicator == NULL;
        int more = snprintf(text + used, n - used, "%s%s%s%s", between, best[i].index,
                            whole ? "" : ".", whole ? "" : best[i].indicator);
        used += more > 0 ? (size_t)more : 0;
    }
}

/* what, what_vi: what the name is not, for both languages. */
static tb_status refuse_name(const candidate *best, size_t count, const char *name,
                             const char *what, const char *what_vi, tb_err *err)
{
    char near[256], near_vi[256];
    list_candidates(near, sizeof near, best, count, TB_EN(TB_MSG_PANEL_OR));
    list_candidates(near_vi, sizeof near_vi, best, count, TB_VI(TB_MSG_PANEL_OR));
    if (near[0] == '\0')
        return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL, what, what_vi, name);
    return tbi_fail(err, TB_EDATA, TB_MSG_PANEL_PANEL_DID_YOU_MEAN, what, what_vi, name, near,
                    near_vi);
}

/* An index of the file that was not read is a fault of the program, not of whoever named it. */
static tb_status refuse_index(const tb_panel *p, const char *name, const char *code, tb_arena *a,
                              tb_err *err)
{
    for (size_t i = 0; i < p->codes; i++)
        if (strcasecmp(p->code[i], code) == 0)
            return tbi_fail(err, TB_EBUG, TB_MSG_PANEL_INDEX_READ, p->code[i], p->path);
    candidate best[NEAREST + 1];
    size_t count = 0;
    for (size_t i = 0; i < p->codes; i++)
        offer_candidate(best, &count,
                        (candidate){ p->code[i], NULL, measure_distance(a, code, p->code[i]) });
    return refuse_name(best, count, name, TB_MSG_PANEL_INDEX, err);
}

/* Nearest by code or by English name, whichever is nearer. */
static tb_status refuse_indicator(const tb_index *x, const char *name, const char *code,
                                  tb_arena *a, tb_err *err)
{
    candidate best[NEAREST + 1];
    size_t count = 0;
    for (size_t c = 0; c < x->n_indicator; c++) {
        size_t d = measure_distance(a, code, x->indicator[c].code);
        size_t by_name = measure_distance(a, code, x->indicator[c].name_en);
        offer_candidate(best, &count,
                        (candidate){ x->code, x->indicator[c].code, d < by_name ? d : by_name });
    }
    return refuse_name(best, count, name, TB_MSG_PANEL_INDICATOR, err);
}

/* "PAPI" alone is its total; an index without one must have its indicator named. */
tb_status tb_panel_find_indicator(const tb_index **index, size_t *column, const tb_panel *p,
                                  const char *name, tb_err *err)
{
    tb_arena scratch = { 0 };
    const char *dot = strchr(name, '.');
    size_t n = dot != NULL ? (size_t)(dot - name) : strlen(name);
    const char *code = tbi_arena_text_n(&scratch, name, n);
    tb_status st = code != NULL ? TB_OK : tbi_no_memory(err, "a name");
    const tb_index *x = st == TB_OK ? tb_panel_index(p, code) : NULL;
    if (st == TB_OK && x == NULL)
        st = refuse_index(p, name, code, &scratch, err);
    if (st == TB_OK) {
        const char *wanted = dot != NULL ? dot + 1 : "TOTAL";
        ptrdiff_t c = tb_index_indicator(x, wanted);
        if (c >= 0) {
            *index = x;
            *column = (size_t)c;
        } else if (dot == NULL) {
            st = tbi_fail(err, TB_EDATA, TB_MSG_PANEL_HAS_TOTAL_NAME_INDICATOR, x->code, x->code,
                          x->n_indicator > 0 ? x->indicator[0].code : "...");
        } else {
            st = refuse_indicator(x, name, wanted, &scratch, err);
        }
    }
    tbi_arena_free(&scratch);
    return st;
}
