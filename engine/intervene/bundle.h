/* intervene/bundle.h - measures as choices: those that draw on the same evidence are one choice,
 * since they are counted once. */
#ifndef TB_INTERVENE_BUNDLE_H
#define TB_INTERVENE_BUNDLE_H

#include "intervene/lever.h"

enum { TB_CHOICES_MOST = 64, TB_CHOICE_KEYS = 24 };

typedef struct tb_choice {
    const tb_lever *lever; /* the cheapest, then by id */
    const tb_key *key[TB_CHOICE_KEYS];
    size_t keys;
    double cost;
    uint64_t needs, bars; /* choices that must, must not be in the plan too */
    const char *instead;  /* ids of the others, joined by ", " */
    bool alone;           /* has prerequisites or exclusions, or is one: never merged */
} tb_choice;

typedef struct tb_bundle {
    tb_choice choice[TB_CHOICES_MOST];
    size_t count;
    size_t left_out; /* choices beyond the most that can be searched */
    /* least cost of the choices that alone cost more than the budget; INFINITY = none */
    double too_dear;
    const tb_aim *goal[64]; /* whose goals the plan serves */
    size_t goals;
} tb_bundle;

/* The choices that move goal `only` (or any goal that is answered when only is NULL). Measures
 * without an effect are no choice unless another one requires them. */
TB_MUST_CHECK tb_status tb_bundle_make(tb_bundle *out, tb_case *c, const tb_touches *t,
                                       const tb_aim *only, tb_err *err);

#endif
