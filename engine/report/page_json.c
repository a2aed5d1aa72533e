/* page_json.c - curves, joint draws and all provinces, as pages read them. */
#include "report/page_json.h"
#include "base/refusals.h"
#include "report/goal_silent.h"

#include <tangbac/verification.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One Vietnamese goal makes the page Vietnamese. */
const char *tbi_goal_language(const tb_intervention *v)
{
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (tb_goal_is_vietnamese(tb_intervention_goal(v, i)->goal))
            return "vi";
    return "en";
}

/* NaN becomes null.
 * key NULL inside an array. */
static void write_numbers(tb_json *j, const char *key, const double *x, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_number(j, NULL, x[i]);
    tbi_json_array_end(j);
}

/* A chance in steps of 1/100,000: a page shows no more, and the file stays small.
 * NaN stays NaN, which becomes null. */
static double round_chance(double x)
{
    return round(x * 1e5) / 1e5;
}

/* Row k: place k + 1 or better, along the points of the curve. chance [units][points];
 * chance 0..1, already cumulated over places; a page takes differences for single ones. */
static void write_place_rows(tb_json *j, const char *key, const double *chance, size_t units,
                             size_t points)
{
    tbi_json_array(j, key);
    for (size_t k = 0; k < units; k++) {
        tbi_json_array(j, NULL);
        for (size_t x = 0; x < points; x++)
            tbi_json_number(j, NULL, round_chance(chance[k * points + x]));
        tbi_json_array_end(j);
    }
    tbi_json_array_end(j);
}

/* Defined below, with the joint draws. */
static bool write_marks(tb_json *j, const tb_rank_curve *c, size_t every);

/* A group by cut-off is a score; one by size has a curve of its own. */
static void write_curve_groups(tb_json *j, const tb_rank_curve *c)
{
    tbi_json_array(j, "groups");
    for (size_t g = 0; g < c->groups; g++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "group", c->group_name[g]);
        tbi_json_number(j, "from", c->group_from[g]);
        if (c->group != NULL) {
            tbi_json_int(j, "place", c->group_place[g]);
            write_numbers(j, "chance", c->group + g * TB_CURVE_POINTS, TB_CURVE_POINTS);
            write_numbers(j, "below", c->group_below + g * TB_CURVE_BELOW, TB_CURVE_BELOW);
        }
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* `silent`: places, and climbs, of which past forecasts did not agree with what came; what a page
 * is asked of them gets no number, as in the answers. */
static void write_silent(tb_json *j, const tb_intervention *v, const tb_rank_curve *c)
{
    int horizon = 0;
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *a = tb_intervention_goal(v, i);
        if (strcmp(a->index, c->index) == 0 && a->year == c->year)
            horizon = a->year - a->origin;
    }
    tbi_json_object(j, "silent");
    for (int up = 0; up < 2; up++) {
        tbi_json_array(j, up ? "up" : "top");
        for (int k = 1; k <= (int)c->units; k++) {
            tb_goal_record r;
            tb_goal goal = up ? (tb_goal){ .kind = TB_GOAL_CLIMB, .up = k }
                              : (tb_goal){ .kind = TB_GOAL_PLACE, .place = k };
            int place = up ? c->base_rank - k : k;
            if (up && c->base_rank == 0)
                break;
            if (place < 1)
                place = 1;
            tb_goal_record_of(&r, c->index, &goal, horizon,
                              c->place[(size_t)(place - 1) * TB_CURVE_POINTS]);
            if (r.calibrated == TB_CALIBRATED_NO)
                tbi_json_int(j, NULL, k);
        }
        tbi_json_array_end(j);
    }
    tbi_json_object_end(j);
}

/* place [unit][point]: the chance of place k or better with so many points added. Draws are told
 * where there are measures to be ticked. false: no memory.
 * Writes `curves`. points are those of the index that are added, score the quantiles of its
 * score, `ranked` the share of draws in which the unit is ranked. */
bool tbi_curves_json(tb_json *j, const tb_intervention *v)
{
    bool whole = true;
    tbi_json_array(j, "curves");
    for (size_t i = 0; i < tb_intervention_curves(v); i++) {
        const tb_rank_curve *c = tb_intervention_curve_at(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", c->index);
        tbi_json_int(j, "year", c->year);
        if (c->base_rank > 0)
            tbi_json_int(j, "base_rank", c->base_rank);
        else
            tbi_json_null(j, "base_rank");
        if (c->base_year > 0)
            tbi_json_int(j, "base_year", c->base_year);
        else
            tbi_json_null(j, "base_year");
        tbi_json_number(j, "ranked", c->ranked);
        write_numbers(j, "points", c->point, TB_CURVE_POINTS);
        write_numbers(j, "score", c->score, TB_CURVE_SCORES);
        write_place_rows(j, "place", c->place, c->units, TB_CURVE_POINTS);
        write_curve_groups(j, c);
        write_silent(j, v, c);
        if (tb_intervention_effect_sources(v) > 0)
            whole = write_marks(j, c, 1) && whole;
        else if (tb_intervention_goals(v) > 1 && !isnan(tb_intervention_joint(v)))
            whole = write_marks(j, c, 2) && whole;
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    return whole;
}

/* ---- joint draws
 * ------------------------------------------------------------------------------ */
enum { NEVER = 65535, STEPS = 65534 };

/* Bytes as base64 (RFC 4648). bytes [size + 3], the last three are overwritten. NULL: no memory.
 * The caller frees the text. The alphabet is the one with + and /, padded with =. */
static char *encode_base64(unsigned char *bytes, size_t size)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *out = tbi_malloc((size + 2) / 3 * 4 + 1);
    size_t k = 0;
    if (out == NULL)
        return NULL;
    memset(bytes + size, 0, 3);
    for (size_t i = 0; i < size; i += 3) {
        unsigned long three = (unsigned long)bytes[i] << 16 | (unsigned long)bytes[i + 1] << 8 |
                              (unsigned long)bytes[i + 2];
        out[k++] = letter[three >> 18 & 63];
        out[k++] = letter[three >> 12 & 63];
        out[k++] = i + 1 < size ? letter[three >> 6 & 63] : '=';
        out[k++] = i + 2 < size ? letter[three & 63] : '=';
    }
    out[k] = '\0';
    return out;
}

/* Gaps as 16-bit little-endian steps; NULL: no memory.
 * gap [n] in points; +INFINITY (no points suffice) becomes NEVER, -INFINITY (met whatever
 * happens) becomes 0. 1e-9 keeps a gap that is a whole number of steps from being rounded up
 * once more. */
static char *encode_gaps(const double *gap, size_t n, double low, double step)
{
    unsigned char *bytes = tbi_malloc(2 * n + 3);
    if (bytes == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        double at = isfinite(gap[i]) ? ceil((gap[i] - low) / step - 1e-9) : gap[i] < 0 ? 0 : NEVER;
        unsigned code = at >= NEVER ? NEVER : at < 0 ? 0 : (unsigned)at;
        bytes[2 * i] = (unsigned char)(code & 255);
        bytes[2 * i + 1] = (unsigned char)(code >> 8);
    }
    char *out = encode_base64(bytes, 2 * n);
    free(bytes);
    return out;
}

/* The finite gaps between their least and largest in 65,534 steps, rounded up: at zero points a
 * goal that is met stays met, since zero is a step.
 * One entry of `gaps`: low, step and data. The page has gap = low + step times the 16-bit
 * number. false: no memory. */
static bool write_gaps(tb_json *j, const double *gap, size_t n)
{
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(gap[i]))
            continue;
        low = fmin(low, gap[i]);
        high = fmax(high, gap[i]);
    }
    double step = high > low ? (high - low) / (STEPS - 2) : 1;
    low = step * floor(low / step); /* a whole number of steps below zero */
    char *text = encode_gaps(gap, n, low, step);
    if (text == NULL)
        return false;
    tbi_json_object(j, NULL);
    tbi_json_number(j, "low", low);
    tbi_json_number(j, "step", step);
    tbi_json_text(j, "data", text);
    tbi_json_object_end(j);
    free(text);
    return true;
}

/* Where there are goals to be met together, or measures to be ticked together. goals and gaps run
 * side by side. false: no memory.
 * Writes `draws` of `joint`: `goals` has positions in the list of goals, `n` the draws that were
 * kept. Left out where a page would not use them. */
bool tbi_draws_json(tb_json *j, const tb_intervention *v)
{
    size_t kept = 0;
    bool whole = true;
    bool wanted = tb_intervention_goals(v) > 1 || tb_intervention_effect_sources(v) > 1;
    if (!wanted || tb_intervention_curves(v) == 0)
        return true;
    tbi_json_object(j, "draws");
    tbi_json_array(j, "goals");
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (tb_intervention_gaps(v, i, &kept) != NULL)
            tbi_json_u64(j, NULL, i);
    tbi_json_array_end(j);
    tbi_json_u64(j, "n", kept);
    tbi_json_array(j, "gaps");
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const double *gap = tb_intervention_gaps(v, i, &kept);
        if (gap != NULL)
            whole = write_gaps(j, gap, kept) && whole;
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return whole;
}

/* ---- draws of the marked places
 * ------------------------------------------------------------- */
enum { LEVELS = 255 }; /* the byte 255 is "never" */

/* need: points with which the marked place is reached in that draw, as bits that ascend with it;
 * INFINITY: with none. */
typedef struct ordered_need {
    uint32_t need, draw;
} ordered_need;

/* The bits of a number turned so that they ascend with it; -0 is 0. */
static uint32_t make_key(float x)
{
    uint32_t k;
    float zero = x + 0.0F;
    memcpy(&k, &zero, sizeof k);
    return k >> 31 ? ~k : k | 1U << 31;
}

/* By digits from the last (Knuth, The Art of Computer Programming 5.2.5), so that equal needs stay
 * in the order of draws. spare [n]: scratch. */
static void sort_needs(ordered_need *order, ordered_need *spare, size_t n)
{
    enum { BITS = 8, DIGITS = 1 << BITS };
    for (unsigned shift = 0; shift < 32; shift += BITS) {
        size_t at[DIGITS + 1] = { 0 };
        for (size_t i = 0; i < n; i++)
            at[(order[i].need >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 1; d < DIGITS; d++)
            at[d] += at[d - 1];
        for (size_t i = 0; i < n; i++)
            spare[at[order[i].need >> shift & (DIGITS - 1)]++] = order[i];
        ordered_need *swap = order;
        order = spare;
        spare = swap;
    }
}

/* A byte a draw: which of 255 equal parts of the draws with a finite need it falls into. That is
 * all that a page wants of it, since it has the distribution itself. key: NULL in an array.
 * A level is the place of the draw among all, not its need, so a byte is enough. false: no
 * memory. */
static bool write_levels(tb_json *j, const char *key, const float *need, size_t n)
{
    ordered_need *order = tbi_malloc(2 * n * sizeof *order + 1);
    unsigned char *bytes = tbi_malloc(n + 3);
    char *text = NULL;
    if (order != NULL && bytes != NULL) {
        size_t ranked = 0;
        for (size_t d = 0; d < n; d++) {
            order[d] = (ordered_need){ make_key(need[d]), (uint32_t)d };
            ranked += need[d] < INFINITY;
        }
        sort_needs(order, order + n, n);
        for (size_t i = 0; i < n; i++)
            bytes[order[i].draw] = (unsigned char)(i < ranked ? LEVELS * i / ranked : LEVELS);
        text = encode_base64(bytes, n);
    }
    if (text != NULL)
        tbi_json_text(j, key, text);
    free(text);
    free(bytes);
    free(order);
    return text != NULL;
}

/* every: 2 leaves out every second place, where nobody adds measures to the draws. */
static bool write_marks(tb_json *j, const tb_rank_curve *c, size_t every)
{
    bool whole = true;
    write_place_rows(j, "below", c->below, c->units, TB_CURVE_BELOW);
    tbi_json_object(j, "draws");
    tbi_json_array(j, "marks");
    for (size_t m = 0; m < c->marks; m += every)
        tbi_json_int(j, NULL, c->mark[m]);
    tbi_json_array_end(j);
    tbi_json_array(j, "levels");
    for (size_t m = 0; m < c->marks; m += every)
        whole = write_levels(j, NULL, c->need + m * c->kept, c->kept) && whole;
    tbi_json_array_end(j);
    whole = write_levels(j, "score_levels", c->need + c->marks * c->kept, c->kept) && whole;
    tbi_json_object_end(j);
    return whole;
}

/* ---- effects of measures
 * ---------------------------------------------------------------------- */
/* The kept draws of one effect between their least and largest in 255 steps: a byte each. A page
 * adds several effects to gaps that vary far more, and asks for whole per cents.
 * x [draws]; every draws/kept-th of them goes out, the same ones as of the gaps. The object has
 * low, step and data. false: no memory. */
static bool write_effect_draws(tb_json *j, const char *name, const float *x, size_t draws,
                               size_t kept)
{
    double low = INFINITY;
    double high = -INFINITY;
    unsigned char *bytes = tbi_malloc(kept + 3);
    if (bytes == NULL)
        return false;
    for (size_t d = 0; d < kept; d++) {
        low = fmin(low, (double)x[d * draws / kept]);
        high = fmax(high, (double)x[d * draws / kept]);
    }
    double step = (high - low) / 255;
    for (size_t d = 0; d < kept; d++) {
        double at = step > 0 ? round(((double)x[d * draws / kept] - low) / step) : 0;
        bytes[d] = (unsigned char)(at < 255 ? at : 255);
    }
    char *text = encode_base64(bytes, kept);
    free(bytes);
    if (text == NULL)
        return false;
    tbi_json_object(j, name);
    tbi_json_number(j, "low", low);
    tbi_json_number(j, "step", step);
    tbi_json_text(j, "data", text);
    tbi_json_object_end(j);
    free(text);
    return true;
}

/* group and record are there only for effects that have one: those of a group share a cap,
 * those of records move together by the correlations below.
 * One entry of `sources`. `evidence` as in levers. */
static bool write_effect_source(tb_json *j, const tb_effect_source *s, size_t draws, size_t kept)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", s->index);
    tbi_json_text(j, "component", s->component);
    tbi_json_text(j, "evidence", tb_evidence_word(s->evidence));
    if (s->group >= 0) {
        tbi_json_int(j, "group", s->group);
        tbi_json_number(j, "cap", s->cap);
    }
    bool whole = write_effect_draws(j, "size", s->size, draws, kept);
    if (s->record >= 0) {
        tbi_json_int(j, "record", s->record);
        tbi_json_number(j, "q75", s->q75);
        whole = write_effect_draws(j, "held", s->held, draws, kept) && whole;
    }
    tbi_json_object_end(j);
    return whole;
}

/* In the kept draws of `joint`; nothing without effects. false: no
 * memory.
 * Writes `effects`: sources, and the correlation [records][records] of those that rest on
 * records. */
bool tbi_effects_json(tb_json *j, const tb_intervention *v)
{
    size_t n = tb_intervention_effect_sources(v);
    size_t kept = 0;
    /* rows and columns of the matrix of correlations */
    size_t records = 0;
    bool whole = true;
    for (size_t i = 0; i < tb_intervention_goals(v) && kept == 0; i++)
        (void)tb_intervention_gaps(v, i, &kept);
    if (n == 0 || kept == 0)
        return true;
    tbi_json_object(j, "effects");
    tbi_json_array(j, "sources");
    for (size_t i = 0; i < n; i++) {
        const tb_effect_source *s = tb_intervention_effect_source_at(v, i);
        whole = write_effect_source(j, s, tb_intervention_draws(v), kept) && whole;
        records += s->record >= 0;
    }
    tbi_json_array_end(j);
    tbi_json_array(j, "correlation");
    for (size_t a = 0; a < records; a++) {
        tbi_json_array(j, NULL);
        for (size_t b = 0; b < records; b++)
            tbi_json_number(j, NULL, round_chance(tb_intervention_effect_correlation(v, a, b)));
        tbi_json_array_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return whole;
}

/* ---- all provinces
 * ---------------------------------------------------------------------------- */
/* The place that a goal on this index asks for; 0 = none, or none of which a probability is told.
 * The first goal that fits decides. Regional places are not the country's and do not count. */
static int find_place(const tb_intervention *v, const char *index, int year)
{
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(v, i);
        if (strcmp(g->index, index) == 0 && g->year == year && g->target_place > 0 &&
            g->parsed.kind != TB_GOAL_REGION && !tbi_answer_is_silent(g))
            return g->target_place;
    }
    return 0;
}

/* place 0: no goal asks for one, and chances are null.
 * rank_now: published place of the origin, null where there is none. rank: median of the
 * forecast. */
static void map_units(tb_json *j, const tb_forecast *f, int place)
{
    size_t n = tb_forecast_units(f);
    const double *chance = tb_forecast_rank_probability(f);
    tbi_json_array(j, "units");
    for (size_t i = 0; i < n; i++) {
        const tb_forecast_unit *u = tb_forecast_unit_at(f, i);
        double met = 0;
        for (size_t k = 0; k < n && k < (size_t)place && chance != NULL; k++)
            met += chance[i * n + k];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", u->code);
        tbi_json_text(j, "name", u->name_vi);
        tbi_json_text(j, "name_en", u->name_en);
        if (u->base_rank > 0)
            tbi_json_int(j, "rank_now", u->base_rank);
        else
            tbi_json_null(j, "rank_now");
        tbi_json_number(j, "rank", u->rank_q[2]);
        tbi_json_number(j, "chance", place > 0 && chance != NULL ? round_chance(met) : NAN);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Every province with its median place, and its chance of the goal's place.
 * Writes `map`, one entry a forecast of an index and year. */
void tbi_map_json(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "map");
    for (size_t i = 0; i < tb_intervention_forecasts(v); i++) {
        const tb_forecast *f = tb_intervention_forecast(v, i, NULL);
        const tb_forecast_summary *about = tb_forecast_info(f);
        int place = find_place(v, about->index, about->year);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", about->index);
        tbi_json_int(j, "year", about->year);
        if (place > 0)
            tbi_json_int(j, "place", place);
        else
            tbi_json_null(j, "place");
        map_units(j, f, place);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}
