/* complete/table_facts.h - what was published of the tables of an index up to a year, as
 * constraints on full tables. */
#ifndef TB_COMPLETE_TABLE_FACTS_H
#define TB_COMPLETE_TABLE_FACTS_H

#include "base/notices.h"
#include "statespace/deviation.h"

enum { TB_BARS = 32, TB_REGIONS = 12, TB_CUTS = 8 };

/* So many units stand above a score. */
typedef struct tb_bar {
    double at;
    size_t above;
    int32_t source;
    const char *kind;
} tb_bar;

/* A mean over some units. member [n_unit], tolerance > 0. */
typedef struct tb_component_mean {
    double mean, tolerance;
    size_t n;
    const unsigned char *member;
    int32_t source;
    const char *scope;
} tb_component_mean;

/* Everything that was published of one year, of all its sources together; contradictions were
 * refused when it was gathered. Ranks and places count from the best. */
typedef struct tb_table_year {
    int year;
    size_t n_in;        /* units of the table */
    unsigned char *in;  /* [n_unit] */
    double *fixed;      /* [n_unit] known score, NaN = none */
    double *low, *high; /* [n_unit] limits by a published group */
    int *rank;          /* [n_unit] published place, 0 = none */
    int32_t *score_source, *rank_source, *limit_source;
    /* [n_unit] 1: the limits are the least and the greatest score of its parts (merged panels) */
    unsigned char *between;
    double best, worst; /* NaN = none */
    int32_t best_source, worst_source;
    size_t n_bar, n_mean;
    tb_bar bar[TB_BARS];                /* descending by `at` */
    tb_component_mean mean[TB_REGIONS]; /* the national one first where there is one */
    /* so many units stand above a limit between places whose score nobody knows: groups by size */
    size_t n_cut, cut[TB_CUTS];
    /* [n_unit] places from .. to - 1 (0-based) that a unit can have by its group */
    size_t *from, *to;
    bool broken;
} tb_table_year;

/* The facts of an index up to a year. Owned by the arena that gathered them; year [n_year]
 * ascends. */
typedef struct tb_constraints {
    const tb_panel *p; /* for the names of units and sources; may be NULL */
    const tb_index *x;
    size_t n_year, n_unit;
    int first;
    tb_table_year *year; /* [n_year] */
    /* figures used; counts: groups and numbers above a score or in a group */
    size_t scores, ranks, means, extremes, counts;
    /* scores of merged units that are held by those of their parts */
    size_t ranges;
    /* scores nearer than this may be the same before rounding */
    double slack;
    /* [n_year] mean sampling variance of the scores of a year whose standard errors are known, else
     * 0; NULL: of too few years to say anything of the noise */
    double *sampled;
    /* kinds and years of facts that are not used, "" for none */
    const char *unused;
} tb_constraints;

/* Gathers the facts of a column up to `until` in the arena. Less is better (direction < 0): scores
 * are turned round. Errors: TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_constraints_gather(tb_constraints *out, const tb_panel *p,
                                               const tb_index *x, size_t column, int until,
                                               tb_arena *a, tb_err *err);

/* In a merged panel: a unit of several provinces without a score of its own lies, in years before
 * the merger, between the scores of its parts where every one of them is known (each with its
 * rounding). A mean of some weighting lies there; which weighting it would be, no publisher says
 * (PAR, PCI, DTI). */
void tbi_constraints_add_ranges(tb_constraints *f, tb_table_year *y, size_t column);
/* Says so, where it was done. false: no memory. */
bool tbi_constraints_say_ranges(tb_notice_list *to, tb_arena *a, const tb_constraints *f);

/* The parts of gathering: what is said of one unit (score, place, group, change from the year
 * before), and of the order (median, range, ratio, groups by size). Facts of a unit that contradict
 * one another are named. Errors: TB_EDATA, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_constraints_units(tb_constraints *f, size_t column, tb_arena *a,
                                              tb_err *err);
TB_MUST_CHECK tb_status tbi_constraints_orders(tb_constraints *f, size_t column, tb_arena *a,
                                               tb_err *err);

/* So many units above a score. */
void tbi_constraints_bar(tb_table_year *y, double at, double above, const tb_fact *fact);

/* A fact in words of both languages, with its source. */
typedef struct tb_fact_words {
    const char *en, *vi;
} tb_fact_words;
/* Both formats read the same arguments; "" without memory. */
tb_fact_words tbi_fact_words(tb_arena *a, const char *format, const char *format_vi, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* A fact of one unit: "group B of Lai Châu (12) [SOURCE]"; of the table: "range 31.2 [SOURCE]". */
tb_fact_words tbi_fact_of_unit(const tb_constraints *f, const tb_fact *q, size_t unit, tb_arena *a);
tb_fact_words tbi_fact_of_table(const tb_constraints *f, const tb_fact *q, tb_arena *a);

/* The sentence for two facts that no table can satisfy together. */
tb_status tbi_constraints_contradict(tb_err *err, const tb_constraints *f, int year,
                                     tb_fact_words first, tb_fact_words second);

/* Names for sentences, in the arena: "Lai Châu (12)", "VNA_EN_2013" ("-" when there is none). */
const char *tbi_constraints_unit(const tb_constraints *f, size_t unit, tb_arena *a);
const char *tbi_constraints_source(const tb_constraints *f, int32_t source);

/* A first full table of a year that agrees with its facts: score [n_unit] (NaN for units outside
 * the table), at_extreme [n_unit] 1: the value is fixed (best, worst) though its holder is not
 * known, at [n_in] the unit at each place. sd, level: of the prior, for ends that nothing holds.
 * Errors: TB_EDATA naming the facts that contradict one another, with their sources. */
TB_MUST_CHECK tb_status tbi_constraints_start(double *score, unsigned char *at_extreme,
                                              ptrdiff_t *at, const tb_constraints *f, size_t t,
                                              double level, double sd, tb_arena *a, tb_err *err);

#endif
