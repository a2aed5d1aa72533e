/* lever/effect.h - where an effect comes from, and its size in every draw. A key is one source
 * of effect: a component with its record (shared by all measures on it), or one measure's own
 * figure. Nothing is a key without evidence. */
#ifndef TB_LEVER_EFFECT_H
#define TB_LEVER_EFFECT_H

#include "attain/goal_state.h"
#include "lever/association.h"
#include "lever/component_weight.h"
#include "lever/historical_change.h"

typedef struct tb_key {
    const tb_index *index;
    size_t column;
    tb_evidence evidence;
    /* id of the lever whose own figure it is, of the dated measure of a comparison; NULL for a
     * component's record */
    const char *lever;
    /* estimated: of which index these are points; NULL: points of the component */
    const tb_index_draws *to;
    int pairs; /* estimated: unit-years that it rests on */
    /* of its own random numbers: from its names, so that other measures never move them */
    uint32_t stream;
    size_t number;   /* among the keys, from 1 */
    double mean, sd; /* assumed; of a comparison as its grid has them */
    /* published: points of the sheet, chance of winning them back; NaN: not said, so that anything
     * from none to all is equally likely */
    double lost, won;
    double cap;                 /* what is missing to the maximum; INFINITY when not known */
    tb_historical_change reach; /* historical */
    /* its quantiles, filled by tbi_keys_draw; of an estimated effect by whoever makes it */
    const double *grid;
    const tb_index_draws *track; /* whose gains a record replaces; NULL = none are drawn */
    size_t parts;
    size_t *part;        /* of the track's parts, those under the column */
    double *part_weight; /* points of the column per point of the part */
    double *part_drift;  /* mean gain of the part over the draws: what comes without action */
    float *size;         /* [draws] points of the component, correlation 0.5 */
    float *held;         /* [draws] tbi_key_innovation of a record; NULL of other evidence */
    tb_spread spread;    /* of size */
    const char *condition, *condition_vi;
} tb_key;

/* KEY_GRID: quantiles of a key's effect that are kept; a draw interpolates between them. */
enum { TB_KEY_LINKS = 256, TB_KEY_GRID = 512 };

typedef struct tb_keys {
    tb_key *key; /* [room], of which count are made; never moved, since links point into it */
    size_t count, room;
    /* what is known of a component's record, made once */
    struct {
        const tb_index *index;
        size_t column;
        tb_historical_change reach;
    } * record;
    size_t records, record_room;
    /* what goes together between two surveys, made once */
    struct {
        const tb_index *from;
        const tb_index_draws *to;
        const tb_association *association;
    } link[TB_KEY_LINKS];
    size_t links;
} tb_keys;

/* Points of a goal's score per point of a key: by the rules, or 1 where the key is in points of the
 * goal's index itself. */
double tbi_key_weight(const tb_goal_state *aim, const tb_key *k, int origin);

/* The most points that any unit had of a column under the rules that hold at the origin, up to
 * then;
 * of merged units the most that any of their parts had. NaN = none is known. */
double tbi_component_highest(const tb_panel *p, const tb_index *x, size_t column, int origin);

/* The record of a component for the case's unit, over `years` years; made at most once. NULL: no
 * memory. */
const tb_historical_change *tbi_keys_record(tb_keys *k, tb_ask_state *c, const tb_index *index,
                                            size_t column, int years);

/* The key of a record (shared) or of a measure's own figure; made when it is not there. NULL: no
 * memory. */
tb_key *tbi_keys_get(tb_keys *k, tb_ask_state *c, const tb_index *index, size_t column,
                     tb_evidence evidence, const char *lever, const tb_index_draws *to);

/* The effect of a key at a standard normal, points of the component; never above the cap, never
 * falling in z. */
double tbi_key_size(const tb_key *k, double z);

/* What a draw already holds of lasting change in the component beyond what is expected without
 * action: a record takes its place, so that it is subtracted. 0 for other evidence. */
double tbi_key_innovation(const tb_key *k, size_t draw);

/* One common and one own standard normal a draw, mixed to each correlation rho [n], through
 * tbi_key_size, less tbi_key_innovation. size [n][draws]: points of the component in the draws
 * from, from + step, ..., at that correlation; the others are left alone. In parallel. */
void tbi_key_sizes(float *const *size, const double *rho, size_t n, const tb_key *k,
                   const tb_ask_state *c, size_t from, size_t step);

/* Measures' own figures on one component add up to no more than what is missing to its maximum:
 * group [n] of each key (-1: alone), and of each group the cap [n / 2]; returns how many groups
 * there are. */
size_t tbi_key_groups(int *group, double *cap, const tb_key *const *key, size_t n);

/* Fills size of every key for correlation 0.5. */
TB_MUST_CHECK tb_status tbi_keys_draw(tb_keys *k, tb_ask_state *c, tb_err *err);

#endif
