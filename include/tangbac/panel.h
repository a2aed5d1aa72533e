/* tangbac/panel.h - which value, of what, for whom, in which year, under which scheme, from which
 * source, and which are absent.
 *
 * A panel holds units (provinces, or any other set), sources, and one table per index. It is opened
 * from an HDF5 file that tb_import wrote. The structs below are read-only views borrowed from the
 * panel and live as long as it; later versions may add members at their ends.
 */
#ifndef TANGBAC_PANEL_H
#define TANGBAC_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include <tangbac/error.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_panel tb_panel;

/* A row of the units table. The code is unique within a year, not over all years: since 2025 a code
 * can mean a larger unit. */
typedef struct tb_unit {
    /* region: RRD NMM NCC CH SE MRD or "" */
    const char *code, *name_vi, *name_en, *region, *kind;
    /* first and last year; valid_to is 9999 while it lasts */
    int valid_from, valid_to;
    /* code of the unit that took it in, or "" */
    const char *successor;
} tb_unit;

typedef struct tb_source {
    /* a set of sources is a row of its own, its id joined by | */
    const char *id, *publisher, *title, *published, *url;
    int secondary; /* 1: not read in the publisher's document but at second hand */
} tb_source;

/* A node of an index's tree; its facts by year stand in tb_node. */
typedef struct tb_indicator {
    /* parent: of the newest span, "" for a root */
    const char *code, *parent, *name_vi, *name_en;
} tb_indicator;

/* One row of structure.csv: a node in a span of years. Numbers that were not read are NaN. */
/* What a score of several units taken together is, where each of them has one. */
typedef enum tb_merge {
    TB_MERGE_NONE,      /* there is none: an index that marks an administration */
    TB_MERGE_MEAN,      /* their mean, weighted by population: a survey of citizens */
    TB_MERGE_SUM,       /* their sum */
    TB_MERGE_POPULATION /* their sum, and the weights of the means */
} tb_merge;

typedef struct tb_node {
    size_t indicator; /* column of the index */
    ptrdiff_t parent; /* column of the parent, -1 for none */
    const char *name_vi, *name_en;
    double min, max, weight;
    int first_year, last_year; /* last_year is 9999 while it lasts */
    /* total dimension sub-dimension field block criterion factor cut sub-index pillar ... */
    const char *kind, *note;
    tb_merge merge;
    /* The code of the index whose TOTAL this node repeats, NULL or "" for none, and its points for
     * one point of that index (PAR.IMPACT_SIPAS: SIPAS, 0.1). */
    const char *same_as;
    double factor;
} tb_node;

/* The rules in force over a span of years. */
typedef struct tb_scheme {
    const char *name;
    int first_year, last_year; /* last_year is 9999 while it lasts */
    const char *announced;     /* ISO date or year; "" = with the results */
    const char *groups;        /* "A:90;B:80;C:70", "63:16/16/15/16;61:..." or "" = unknown */
} tb_scheme;

typedef struct tb_fact {
    int year;
    const char *scope;   /* VN, a region code or a unit code */
    ptrdiff_t indicator; /* column of the index, -1 when the code is no node */
    const char *indicator_code, *kind;
    const char *label; /* what stood before a colon in the value, "" for none */
    const char *text;  /* the value as text, without the label */
    double value;      /* the value as a number, NaN when it is none */
    double tolerance;
    const char *basis; /* published or derived */
    int32_t source;    /* row of the sources, -1 for none */
} tb_fact;

/* Where a cell of the table comes from. Values stand in panel files: never renumber. */
typedef enum tb_cell {
    TB_CELL_PUBLISHED = 0,
    TB_CELL_DERIVED = 1,
    TB_CELL_NOT_HERE = 2,  /* not in this package: the publisher may have printed it */
    TB_CELL_WITHHELD = 3,  /* the publisher gave none */
    TB_CELL_NO_SCHEME = 4, /* the node (or the unit) did not exist that year */
    /* of parts: in a merged panel of the unit's; in a file of the node's, left out on reading */
    TB_CELL_COMPUTED = 5
} tb_cell;

/* One index. Arrays of cells are in C order [year][unit][indicator]: cell(t, i, c) = (t * n_unit +
 * i) * n_indicator + c. */
typedef struct tb_index {
    const char *code, *name_vi, *name_en, *publisher, *unit; /* unit: points, % ... */
    /* +1: more is better; -1: less is better */
    int direction;
    size_t n_year, n_unit, n_indicator;
    /* [n_year] ascending; years without any cell or fact are absent */
    const int *year;
    const char *const *unit_code; /* [n_unit] codes in ascending order */
    /* [n_indicator]; column 0 is TOTAL where the index has one */
    const tb_indicator *indicator;
    /* NaN = none; only cells that were published or derived by a source, never computed */
    const double *value;
    const int16_t *rank;     /* published rank, -1 = none */
    const uint8_t *status;   /* tb_cell, of the value */
    const int32_t *source;   /* row of the sources, -1 = none */
    const int16_t *n_ranked; /* [n_year] units that the publisher ranked, -1 = unknown */
    size_t n_node, n_scheme, n_fact;
    const tb_node *node;
    const tb_scheme *scheme; /* ascending by first_year */
    const tb_fact *fact;
    /* tb_cell of the published rank; NULL when the index has no ranks */
    const uint8_t *rank_status;
    /* row of the sources of the rank, -1 = none; NULL when the index has no ranks */
    const int32_t *rank_source;
    /* What the package says of the index: its scores are answers to a survey; the units score
     * themselves on a sheet of criteria. */
    bool survey, score_sheet;
    tb_merge merge; /* of columns that no node describes */
} tb_index;

/* A cell for which two readings exist, and which one holds. */
typedef struct tb_conflict {
    const char *index, *indicator;
    int year;
    const char *unit; /* code of a unit, or VN */
    double kept, other;
    const char *source, *other_source; /* of the kept and of the other reading, "" = not said */
    const char *reason;                /* as stated in conflicts.csv, or "--prefer NAME" */
} tb_conflict;

/* Opens the panel file at `path`. indices: NULL-terminated list of the index codes whose tables are
 * wanted, or NULL for all (unknown codes are not an error here: tb_panel_index answers NULL).
 * Errors: TB_EIO (no such file, a directory, no permission), TB_EDATA (not a panel, truncated,
 * newer schema). */
TB_API TB_MUST_CHECK tb_status tb_panel_open(tb_panel **out, const char *path,
                                             const char *const *indices, tb_err *err);
/* The same for a file without the seal that an import puts at its end: another program worked on
 * it.
 * It is read in a process of its own first, with limits of time and memory, and by us only when
 * that one came through. Everything else is checked as ever. */
typedef struct tb_panel_opts {
    size_t size;                /* sizeof(tb_panel_opts), set by TB_PANEL_OPTS_INIT */
    const char *const *indices; /* as in tb_panel_open */
    bool unsealed;              /* files without a seal are read too; else they are TB_EDATA */
    /* The years whose tables are read, both ends included; 0: from the first, to the last. tb_index
     * then has these years only. An index that has none of them is read whole, and so is the one
     * whose figures weigh the units. */
    int first_year, last_year;
} tb_panel_opts;
#define TB_PANEL_OPTS_INIT            \
    {                                 \
        .size = sizeof(tb_panel_opts) \
    }
TB_API TB_MUST_CHECK tb_status tb_panel_open_as(tb_panel **out, const char *path,
                                                const tb_panel_opts *o, tb_err *err);
TB_API void tb_panel_free(tb_panel *p); /* NULL is fine */

TB_API size_t tb_panel_units(const tb_panel *p);
TB_API const tb_unit *tb_panel_unit(const tb_panel *p, size_t i);
TB_API size_t tb_panel_sources(const tb_panel *p);
TB_API const tb_source *tb_panel_source(const tb_panel *p, size_t i);
TB_API size_t tb_panel_conflicts(const tb_panel *p);
TB_API const tb_conflict *tb_panel_conflict(const tb_panel *p, size_t i);
TB_API size_t tb_panel_indices(const tb_panel *p);
TB_API const tb_index *tb_panel_index_at(const tb_panel *p, size_t i);
/* NULL when the panel has none or it was not asked for; case is ignored */
TB_API const tb_index *tb_panel_index(const tb_panel *p, const char *code);
/* Codes of all indices of the file, also of those that were not asked for. */
TB_API size_t tb_panel_codes(const tb_panel *p);
TB_API const char *tb_panel_code(const tb_panel *p, size_t i);
TB_API const char *tb_panel_path(const tb_panel *p);
/* sha256 of the file, 64 hex digits; computed when opened */
TB_API const char *tb_panel_digest(const tb_panel *p);

/* ---- The new units ---- */

/* Makes *p the panel of the units that last (the 34 since July 2025); the panel of the parts stays
 * inside and is freed with it. Years from which the new units hold are left as they are. Before: of
 * PAPI and SIPAS a unit of several provinces has the mean of its parts, weighted by their
 * populations (GSO.POP_TOTAL of the year, else of the nearest year, which a notice tells), where
 * every part is known, and GSO.POP_TOTAL is their sum (TB_CELL_COMPUTED); of any other index it has
 * none, since there is no such mean. A unit of one province keeps its figures. A national mean gets
 * a wider tolerance, since it weighs the parts otherwise. Places, counts, bests and groups of the
 * old units are left out. Errors (*p stays): TB_EDATA when no unit was merged, TB_EARG when *p is
 * merged already. */
TB_API TB_MUST_CHECK tb_status tb_panel_merge(tb_panel **p, tb_err *err);
/* The panel of the parts of a merged panel; NULL when it is not merged. */
TB_API const tb_panel *tb_panel_unmerged(const tb_panel *p);
/* The first year in which units hold that others were merged into, merged panel or not; 0 when
 * there are none. */
TB_API int tb_panel_merged_from(const tb_panel *p);
/* Rows (of the units table of tb_panel_unmerged(p)) of the parts of a unit of a merged panel in a
 * year; how many there are, of which the first `room` are written. 0 when p is not merged or the
 * unit itself holds in that year. */
TB_API size_t tb_panel_parts(size_t *row, size_t room, const tb_panel *p, const char *code,
                             int year);
/* What has to be said about a merged panel; none of another. */
TB_API tb_notices tb_panel_notices(const tb_panel *p);

/* ---- What a caller knows besides ---- */

/* One figure that stands in no package: a score, a rank or a group of one unit in one year. */
typedef struct tb_known_figure {
    const char *index; /* "PAR", "PAR.C3" */
    int year;
    const char *unit;  /* its code (in a tb_ask also its name, or NULL) */
    double score;      /* used when rank is 0 and group is NULL */
    int rank;          /* 0 = not said */
    const char *group; /* NULL = not said; as in tb_groups */
    bool in_goal;      /* the words of a goal say it, not the caller */
} tb_known_figure;

/* The panel p in which these figures stand beside the published ones (a score takes the place of
 * what is there; a rank and a group are facts of the unit), with the sources "KNOWN" and "GOAL".
 * Whether they agree with p is not asked. Borrows from p, which must outlive it and is not changed.
 * Errors: TB_EDATA (no such index or component, a unit that the index does not have), TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_panel_with(tb_panel **out, const tb_panel *p,
                                             const tb_known_figure *known, size_t n, tb_err *err);

/* The row of the units table that has exactly this code and holds in `year` (0: the first row with
 * the code, whenever it held); NULL when there is none. Rows of one code never hold at the same
 * time.
 * What people write is found by tb_panel_find_unit. */
TB_API const tb_unit *tb_panel_unit_of(const tb_panel *p, const char *code, int year);
/* Whether a row of the units table holds in a year; year 0: always. */
TB_API bool tb_unit_holds(const tb_unit *u, int year);

/* Land borders: whether two unit codes (of the 63) touch. */
TB_API bool tb_panel_neighbours(const tb_panel *p, const char *a, const char *b);

/* The unit that `name` means in `year`: a code, a Vietnamese or English name or an alias, with or
 * without diacritics, composed or decomposed, any case. Returns the row of the units table through
 * *row. TB_EDATA with the three nearest names otherwise. */
TB_API TB_MUST_CHECK tb_status tb_panel_find_unit(size_t *row, const tb_panel *p, const char *name,
                                                  int year, tb_err *err);

/* Whether a text in a row about the unit `row` agrees with it: it names that unit in `year`, or no
 * unit at all. Errors: TB_EDATA (it names another one). */
TB_API TB_MUST_CHECK tb_status tb_panel_same_unit(const tb_panel *p, size_t row, const char *name,
                                                  int year, tb_err *err);

/* The index and indicator that `name` means: "PAPI.D5", "PAPI" (= its TOTAL), case ignored.
 * TB_EDATA with the nearest names otherwise.
 * An index with data but without TOTAL needs the indicator named. */
TB_API TB_MUST_CHECK tb_status tb_panel_find_indicator(const tb_index **index, size_t *column,
                                                       const tb_panel *p, const char *name,
                                                       tb_err *err);

/* Positions within an index; -1 when absent. */
TB_API ptrdiff_t tb_index_year(const tb_index *x, int year);
TB_API ptrdiff_t tb_index_unit(const tb_index *x, const char *code);
TB_API ptrdiff_t tb_index_indicator(const tb_index *x, const char *code); /* exact, case ignored */
/* The structure row of a column in a year (NULL: no such node that year), and the scheme of a year
 * (NULL: none known). */
TB_API const tb_node *tb_index_node(const tb_index *x, size_t column, int year);
TB_API const tb_scheme *tb_index_scheme(const tb_index *x, int year);
/* What a column is called in a year: by the structure row of that year, and where it has none by
 * the newest one. Schemes rename their fields, so that a page asks for one year's names. */
TB_API const char *tb_index_name_vi(const tb_index *x, size_t column, int year);
TB_API const char *tb_index_name_en(const tb_index *x, size_t column, int year);
/* The fact of a kind about a scope and a column in a year, NULL when there is none (the first when
 * several labels exist). */
TB_API const tb_fact *tb_index_fact(const tb_index *x, int year, const char *scope,
                                    ptrdiff_t column, const char *kind);
/* The node of x that repeats the TOTAL of the index `code` in a year; NULL when there is none. */
TB_API const tb_node *tb_index_nested(const tb_index *x, const char *code, int year);
/* How scores of a column are merged (of its newest span). */
TB_API tb_merge tb_index_merge(const tb_index *x, size_t column);
/* The index and column whose figures weigh the units in a mean; NULL when the panel has none. Such
 * an index is read whichever are asked for. */
TB_API const tb_index *tb_panel_population(const tb_panel *p, size_t *column);

/* ---- Tables beside the figures ----
 * Rows as in the package, in its order; texts are "" and numbers NaN (years 0) where nothing is
 * said. Codes of units are those of the parts also in a merged panel. */

/* An agency by the name that it had in a period. from, to: days (2025-03-01), "" = open. city_vi,
 * city_en: the name in a city of the rank of a province, "" = the same. */
typedef struct tb_agency {
    const char *agency, *name_vi, *name_en, *from, *to, *successor, *source;
    const char *city_vi, *city_en;
} tb_agency;
TB_API size_t tb_panel_agencies(const tb_panel *p);
TB_API const tb_agency *tb_panel_agency_at(const tb_panel *p, size_t i);

/* A kind of reform that units adopt. components ("PAPI.D5|PAPI.D8") and levers are joined by |. */
typedef struct tb_measure {
    const char *measure, *name_vi, *name_en, *counts_as, *counts_as_vi, *components, *levers;
} tb_measure;
TB_API size_t tb_panel_measures(const tb_panel *p);
TB_API const tb_measure *tb_panel_measure_at(const tb_panel *p, size_t i);

/* What is known of a unit's adoption of a measure. A pair that is not here is unknown. */
typedef struct tb_adoption {
    const char *measure, *unit;
    const char *status; /* dated trial bounded decided_or_not_yet unknown */
    const char *date;   /* as far as it was read: 2019-04-01, 2018-06 */
    int adopt_year;
    int exposure_year; /* overrides the rule of the day; 0: the rule holds */
    int not_before, not_after;
    const char *kind, *detail, *source, *basis, *note;
} tb_adoption;
TB_API size_t tb_panel_adoptions(const tb_panel *p);
TB_API const tb_adoption *tb_panel_adoption_at(const tb_panel *p, size_t i);

/* A published study of a reform like those of the catalogue. sign: of what was measured, as printed
 * (fewer bribes is negative); estimate, std_error in the study's own unit, never in points of an
 * index. levers, components: joined by |. carries: how far it carries over to here. */
typedef struct tb_study {
    const char *id, *study, *year, *place, *place_vi, *intervention, *levers;
    const char *design, *design_vi, *sample, *outcome, *estimate, *std_error;
    const char *unit, *unit_vi;
    const char *sign; /* positive negative mixed none */
    const char *finding, *finding_vi, *duration, *components, *mapping;
    const char *carries, *carries_vi, *read, *source, *note;
    const char *study_vi; /* authors as Vietnamese lists them, before the title; "" = as `study` */
} tb_study;
TB_API size_t tb_panel_studies(const tb_panel *p);
TB_API const tb_study *tb_panel_study_at(const tb_panel *p, size_t i);

/* What is published of an index's criteria: fields and blocks with their maxima, criteria by name.
 * how: report survey statistic. levers: measures that serve it, joined by |. */
typedef struct tb_criterion {
    const char *index, *scheme, *code, *parent, *name_vi, *name_en;
    double max;
    const char *how, *threshold, *levers, *source, *note;
} tb_criterion;
TB_API size_t tb_panel_criteria(const tb_panel *p);
TB_API const tb_criterion *tb_panel_criterion_at(const tb_panel *p, size_t i);

/* Sampling error of a score: std_error, an upper reading of it, and how many answered. */
typedef struct tb_precision {
    const char *index, *indicator;
    int year;
    const char *unit;
    double std_error, n;
    const char *design, *source, *basis;
    double std_error_high;
} tb_precision;
TB_API size_t tb_panel_precisions(const tb_panel *p);
TB_API const tb_precision *tb_panel_precision_at(const tb_panel *p, size_t i);

#ifdef __cplusplus
}
#endif
#endif
