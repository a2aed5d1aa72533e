/* report_atlas.c - atlases as one result: what the panel knows of every province and the curves
 * that answer any goal on an index, small enough for one page. Probabilities stand in 4,096 steps
 * as two letters of base64 each: a page shows whole percents. */
#include "base/error.h"
#include "report/atlas_panel_json.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/atlas.h>
#include <tangbac/verification.h>

enum { STEPS = 4095 };

/* Two letters for each number from `low` in steps, the first the higher six bits (alphabet of RFC
 * 4648).
 * x [n]; what lies outside the steps is put at the nearer end. room is emptied first. */
static void write_steps_json(tb_json *j, const char *key, const double *x, size_t n, double low,
                             double step, tb_buf *room)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    room->size = 0;
    for (size_t i = 0; i < n; i++) {
        double at = fmin(STEPS, fmax(0, (x[i] - low) / step));
        unsigned code = (unsigned)lround(at);
        tbi_buf_char(room, letter[code >> 6]);
        tbi_buf_char(room, letter[code & 63]);
    }
    tbi_buf_char(room, '\0');
    tbi_json_text(j, key, room->failed ? "" : room->data);
}

/* null for a list that was not made.
 * p 0..1. */
static void write_shares_json(tb_json *j, const char *key, const double *p, size_t n, tb_buf *room)
{
    if (p == NULL)
        tbi_json_null(j, key);
    else
        write_steps_json(j, key, p, n, 0, 1.0 / STEPS, room);
}

/* Quantiles between the least and the largest.
 * q ascending, in the index's unit; null where the score of the unit is not forecast. */
static void write_scores_json(tb_json *j, const char *key, const double *q, tb_buf *room)
{
    double low = q[0];
    double step = (q[TB_OUTLOOK_SCORES - 1] - low) / STEPS;
    if (!isfinite(low)) {
        tbi_json_null(j, key);
        return;
    }
    tbi_json_object(j, key);
    tbi_json_number(j, "low", low);
    tbi_json_number(j, "step", step > 0 ? step : 1);
    write_steps_json(j, "data", q, TB_OUTLOOK_SCORES, low, step > 0 ? step : 1, room);
    tbi_json_object_end(j);
}

/* Shares: [place][point], [climb][point], [group][point], and those of noise without points. room
 * is used again for every list. */
static void write_curve(tb_json *j, const tb_outlook *o, const tb_unit_outlook *u, tb_buf *room)
{
    const size_t points = TB_OUTLOOK_POINTS;
    tbi_json_object(j, NULL);
    tbi_json_text(j, "unit", u->code);
    if (u->base_rank > 0)
        tbi_json_int(j, "base_rank", u->base_rank);
    else
        tbi_json_null(j, "base_rank");
    tbi_json_number(j, "base_score", u->base_score);
    tbi_json_text(j, "base_group", u->base_group);
    tbi_json_number(j, "ranked", u->ranked);
    tbi_json_number(j, "step", u->point[1]);
    write_shares_json(j, "place", u->place, o->places * points, room);
    write_shares_json(j, "climb", u->climb, TB_OUTLOOK_CLIMBS * points, room);
    write_shares_json(j, "group", u->group, o->groups * points, room);
    write_scores_json(j, "score", u->score, room);
    write_shares_json(j, "noise_place", u->noise_place, o->places, room);
    write_shares_json(j, "noise_climb", u->noise_climb, TB_OUTLOOK_CLIMBS, room);
    write_shares_json(j, "noise_group", u->noise_group, o->groups, room);
    write_scores_json(j, "noise_score", u->noise_score, room);
    tbi_json_object_end(j);
}

/* An outlook without an answer has its reason and no curves. */
static void write_outlook(tb_json *j, const tb_outlook *o, tb_buf *room)
{
    tbi_json_object(j, NULL);
    tbi_json_int(j, "year", o->year);
    tbi_json_text(j, "reason", o->reason);
    tbi_json_text(j, "reason_vi", o->reason_vi);
    tbi_json_u64(j, "facts", o->facts);
    tbi_json_u64(j, "places", o->places);
    tbi_json_array(j, "groups");
    for (size_t k = 0; k < o->groups; k++)
        tbi_json_text(j, NULL, o->group[k]);
    tbi_json_array_end(j);
    tbi_json_array(j, "curves");
    for (size_t k = 0; k < o->units; k++)
        write_curve(j, o, &o->unit[k], room);
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* An index with all its years: o is the first of its outlooks, n of them follow one another. */
static tb_status write_index(tb_json *j, const tb_panel *p, const tb_atlas *a, size_t first,
                             size_t n, tb_buf *room, tb_err *err)
{
    const tb_outlook *o = tb_atlas_outlook_at(a, first);
    const tb_index *x = o->index;
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", x->code);
    tbi_json_text(j, "name", x->name_en);
    tbi_json_text(j, "name_vi", x->name_vi);
    tbi_json_text(j, "unit", x->unit);
    tbi_json_text(j, "publisher", x->publisher);
    tbi_json_int(j, "direction", x->direction);
    tbi_json_int(j, "origin", o->origin);
    tb_status st = tbi_atlas_history_json(j, p, o, err);
    if (st == TB_OK)
        st = tbi_atlas_parts_json(j, p, o, err);
    tbi_json_array(j, "outlooks");
    for (size_t i = 0; i < n; i++)
        write_outlook(j, tb_atlas_outlook_at(a, first + i), room);
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return st;
}

/* Outlooks of one index follow one another, by year. */
static tb_status write_set(tb_json *j, const tb_atlas *a, tb_buf *room, tb_err *err)
{
    const tb_panel *p = tb_atlas_panel(a);
    size_t n = tb_atlas_outlooks(a);
    tb_status st = TB_OK;
    int newest = 0;
    for (size_t i = 0; i < n; i++)
        if (tb_atlas_outlook_at(a, i)->origin > newest)
            newest = tb_atlas_outlook_at(a, i)->origin;
    tbi_json_object(j, NULL);
    tbi_json_bool(j, "merged", tb_panel_unmerged(p) != NULL);
    tbi_json_int(j, "newest", newest);
    tbi_atlas_units_json(j, p, newest);
    tbi_json_array(j, "indices");
    for (size_t i = 0; i < n && st == TB_OK;) {
        size_t many = 1;
        while (i + many < n &&
               tb_atlas_outlook_at(a, i + many)->index == tb_atlas_outlook_at(a, i)->index)
            many++;
        st = write_index(j, p, a, i, many, room, err);
        i += many;
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return st;
}

/* ---- the record
 * ------------------------------------------------------------------------------- */

/* low and high: the bin of what was said. */
static void write_record(tb_json *j, const char *index, int horizon, const tb_goal_record *r)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", index);
    tbi_json_text(j, "kind", r->kind);
    tbi_json_int(j, "number", r->number);
    tbi_json_int(j, "horizon", horizon);
    tbi_json_number(j, "from", r->low);
    tbi_json_number(j, "to", r->high);
    tbi_json_u64(j, "n", r->n);
    tbi_json_number(j, "share_met", r->met);
    tbi_json_int(j, "since", r->since);
    tbi_json_int(j, "until", r->until);
    if (r->calibrated == TB_CALIBRATED_UNKNOWN)
        tbi_json_null(j, "calibrated");
    else
        tbi_json_bool(j, "calibrated", r->calibrated == TB_CALIBRATED_YES);
    tbi_json_object_end(j);
}

/* Every number of places on record for a kind, each of its bins once: the record answers with the
 * nearest number that it has, so a new answer means a new line. */
static void write_kind(tb_json *j, const char *index, int horizon, tb_goal_kind kind)
{
    enum { MOST = 64, BINS = 10 };
    double seen_number[BINS], seen_low[BINS];
    for (size_t b = 0; b < BINS; b++)
        seen_number[b] = seen_low[b] = -1;
    for (int number = kind == TB_GOAL_KEEP ? 0 : 1; number < MOST; number++) {
        tb_goal goal = { .kind = kind,
                         .place = kind == TB_GOAL_PLACE ? number : 0,
                         .up = kind == TB_GOAL_CLIMB ? number : 0,
                         .points = NAN };
        for (size_t b = 0; b < BINS; b++) {
            tb_goal_record r;
            tb_goal_record_of(&r, index, &goal, horizon, ((double)b + 0.5) / BINS);
            if (r.n == 0 || r.number != number ||
                (b > 0 && seen_number[b - 1] == r.number && seen_low[b - 1] == r.low)) {
                seen_number[b] = r.n > 0 ? r.number : -1;
                seen_low[b] = r.n > 0 ? r.low : -1;
                continue;
            }
            seen_number[b] = r.number;
            seen_low[b] = r.low;
            write_record(j, index, horizon, &r);
        }
        if (kind == TB_GOAL_KEEP)
            return;
    }
}

/* Of the outlooks that are shown: a horizon that no page asks for is left out. */
static void write_records(tb_json *j, const tb_atlas *a)
{
    static const tb_goal_kind kind[] = { TB_GOAL_PLACE, TB_GOAL_CLIMB, TB_GOAL_KEEP };
    tbi_json_array(j, "records");
    for (size_t i = 0; i < tb_atlas_outlooks(a); i++) {
        const tb_outlook *o = tb_atlas_outlook_at(a, i);
        for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
            write_kind(j, o->index->code, o->year - o->origin, kind[k]);
    }
    tbi_json_array_end(j);
}

/* The atlas that looks farthest ahead.
 * a [n], n > 0; the first of equals. */
static const tb_atlas *find_farthest(const tb_atlas *const *a, size_t n)
{
    const tb_atlas *best = a[0];
    for (size_t i = 1; i < n; i++)
        if (tb_atlas_outlooks(a[i]) > tb_atlas_outlooks(best))
            best = a[i];
    return best;
}

/* On failure b is freed and *out untouched; room only remembers that it failed. */
tb_status tb_report_atlas(tb_text **out, const tb_report_head *h, const tb_atlas *const *a,
                          size_t n, tb_err *err)
{
    tb_buf b = { 0 };
    tb_buf room = { 0 };
    tb_json j;
    tb_status st = TB_OK;
    tbi_envelope_open(&j, &b, h, "atlas", tb_atlas_notices(a[0]), 4);
    tbi_json_u64(&j, "draws", tb_atlas_draws(a[0]));
    tbi_json_int(&j, "points", TB_OUTLOOK_POINTS);
    tbi_json_array(&j, "sets");
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = write_set(&j, a[i], &room, err);
    tbi_json_array_end(&j);
    write_records(&j, find_farthest(a, n));
    tbi_envelope_close(&j);
    bool failed = room.failed;
    tbi_buf_free(&room);
    if (st == TB_OK && failed)
        st = tbi_no_memory(err, "the atlas");
    if (st == TB_OK)
        return tbi_text_take(out, &b, err);
    tbi_buf_free(&b);
    return st;
}
