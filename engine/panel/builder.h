/* panel/builder.h - a panel in the making: tables are poured in, in any order of rows; then it is
 * written to a file or turned into a panel.
 *
 * Memory is what an import lives on: cells stand in one block per index and year, 14 bytes a cell,
 * touched only where there is a figure.
 */
#ifndef TB_PANEL_BUILDER_H
#define TB_PANEL_BUILDER_H

#include "base/hash_map.h"
#include "base/notices.h"
#include "panel/record.h"
#include "panel/slab.h"
#include "panel/unit_names.h"

#include <tangbac/panel.h>

enum {
    TB_YEAR_FIRST = 1990,
    TB_YEAR_LAST = 2100,
    TB_YEAR_COUNT = TB_YEAR_LAST - TB_YEAR_FIRST + 1,
    TB_TABLES_MOST = 1023
};

/* One index in the making. Columns are numbered as they come up; the finished panel has them in
 * the order of the structure. */
typedef struct tb_builder_index {
    const char *code, *name_vi, *name_en, *publisher, *unit;
    /* 1: more is better, -1: less is */
    int direction;
    bool survey, score_sheet;
    /* TB_MERGE_NONE unless indices.csv says more */
    tb_merge merge;     /* of nodes that say nothing else */
    bool has_structure; /* its indicators are those of structure.csv and no others */
    bool complete;      /* offered as complete: sums must hold */
    /* the columns, in the order in which they came up; TOTAL need not be the first */
    tb_indicator *indicator;
    size_t indicators, indicator_room;
    tb_hash_map column; /* code, case ignored -> column */
    /* spans of years of the tree; indicator and parent are columns of the draft */
    tb_node *node;
    size_t nodes, node_room;
    tb_scheme *scheme;
    size_t schemes, scheme_room;
    tb_fact *fact;
    size_t facts, fact_room;
    unsigned *fact_table;          /* [fact_room] the table that each fact came from */
    tb_hash_map fact_key;          /* year, scope, indicator, kind, label -> fact */
    tb_slab *slab[TB_YEAR_COUNT];  /* NULL: no cell in that year */
    bool year_used[TB_YEAR_COUNT]; /* a cell or a fact */
} tb_builder_index;

/* All tables that were read so far. Row numbers (units, codes, sources) are positions in these
 * lists and never change. */
typedef struct tb_builder {
    /* all texts and lists; only the slabs are outside it, so that each can be given back
     * alone */
    tb_arena own;
    tb_unit *unit;
    size_t units, unit_room;
    bool has_units; /* units come from a units table and from nowhere else */
    /* distinct codes of units, in order of appearance: the unit axis of the slabs */
    const char **code;
    size_t codes, code_room;
    tb_hash_map code_at;
    /* names and aliases, folded; the position of a unit in `unit` says whose they are */
    tb_spelling *spelling;
    size_t spellings, spelling_room;
    tb_not_unit *not_unit;
    size_t not_units, not_unit_room;
    /* pairs of codes, each once, in ascending order */
    const char *(*neighbour)[2];
    size_t neighbours, neighbour_room;
    tb_hash_map neighbour_at;
    /* single sources and sets of them: "A|B" is a row of its own */
    tb_source *source;
    size_t sources, source_room;
    tb_hash_map source_at;
    tb_conflict *conflict;
    size_t conflicts, conflict_room;
    /* the plain tables beside the figures, one of each kind */
    tb_records record[TB_RECORD_KINDS];
    tb_builder_index **index;
    size_t indices, index_room;
    tb_hash_map index_at; /* code, case ignored */
    char digest[65];      /* of the digests of all tables that were read */
} tb_builder;

void tbi_builder_start(tb_builder *d); /* d is zeroed and must not move afterwards */
void tbi_builder_free(tb_builder *d);

/* All of these copy their texts. false / NULL / -1: no memory. */
/* NULL also when it is not there and !make */
tb_builder_index *tbi_builder_index_of(tb_builder *d, const char *code, size_t n, bool make);
/* -1 also when it is not there and !make */
ptrdiff_t tbi_builder_column(tb_builder *d, tb_builder_index *x, const char *code, size_t n,
                             bool make);
bool tbi_builder_unit(tb_builder *d, const tb_unit *u);
bool tbi_builder_spelling(tb_builder *d, const char *name, size_t unit);
bool tbi_builder_not_unit(tb_builder *d, const char *label, const char *what, const char *use,
                          const char *note);
bool tbi_builder_neighbours(tb_builder *d, const char *a, const char *b);
/* The row of a source, or of a set of sources ("A|B"); made when it is new. */
int32_t tbi_builder_source(tb_builder *d, const char *id, size_t n);
/* The set of both: every id once. */
int32_t tbi_builder_source_both(tb_builder *d, int32_t a, int32_t b);
bool tbi_builder_conflict(tb_builder *d, const tb_conflict *c);
/* n->indicator and n->parent are columns */
bool tbi_builder_node(tb_builder *d, tb_builder_index *x, const tb_node *n);
bool tbi_builder_scheme(tb_builder *d, tb_builder_index *x, const tb_scheme *s);
bool tbi_builder_fact(tb_builder *d, tb_builder_index *x, const tb_fact *f, unsigned table);
/* The position of a code on the unit axis; -1 when it is new and !make, or no memory. */
ptrdiff_t tbi_builder_code(tb_builder *d, const char *code, size_t n, bool make);

/* The slab of a year with room for every column and code that there is; NULL: no memory. */
tb_slab *tbi_builder_slab(tb_builder *d, tb_builder_index *x, int year);
void tbi_builder_slab_drop(tb_builder_index *x, int year);

tb_unit_names tbi_builder_unit_names(const tb_builder *d);

/* ---- The finished shape of one index (builder_fill.c) ---- */

/* Axes of the finished tables; arrays in the arena. order: columns with TOTAL first; axis: codes in
 * ascending order. */
typedef struct tb_shape {
    /* how long the three axes are */
    size_t years, units, columns;
    int *year;
    size_t *code;    /* [units] position on the draft's unit axis */
    size_t *column;  /* [columns] column of the draft */
    size_t *rank_of; /* [draft columns] where a draft column went */
    bool *absent;    /* [years][units] the unit did not exist that year */
} tb_shape;
bool tbi_builder_shape(tb_shape *out, const tb_builder *d, const tb_builder_index *x, tb_arena *a);

/* The tables of one year of the shape, [units][columns] each. scratch [columns]. rank_status and
 * rank_source may be NULL. tbi_builder_fill: false without memory. */
typedef struct tb_year_tables {
    double *value;
    int16_t *rank;
    uint8_t *status;
    int32_t *source;
    uint8_t *rank_status;
    int32_t *rank_source;
    unsigned char *scratch;
} tb_year_tables;
TB_MUST_CHECK bool tbi_builder_fill(const tb_year_tables *to, const tb_builder *d,
                                    const tb_builder_index *x, const tb_shape *s, size_t year_at);
bool tbi_builder_has_ranks(const tb_builder_index *x);

/* Facts, nodes and schemes with columns of the shape, ordered; in the arena. */
bool tbi_builder_facts(tb_fact **out, const tb_builder_index *x, const tb_shape *s, tb_arena *a);
bool tbi_builder_nodes(tb_node **out, const tb_builder_index *x, const tb_shape *s, tb_arena *a);
int16_t tbi_builder_n_ranked(const tb_builder_index *x, int year);

/* The draft as a panel in memory, without a file: for tests and for callers with tables of their
 * own. The draft may be freed afterwards. */
TB_MUST_CHECK tb_status tbi_builder_panel(tb_panel **out, const tb_builder *d, tb_err *err);

#endif
