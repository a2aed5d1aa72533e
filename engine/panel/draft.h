/* panel/draft.h - a panel in the making: tables are poured in, in any order of rows; then it is
 * written to a file or turned into a panel.
 *
 * Memory is what an import lives on: cells stand in one block per index and year, 14 bytes a cell,
 * touched only where there is a figure.
 */
#ifndef TB_PANEL_DRAFT_H
#define TB_PANEL_DRAFT_H

#include "base/notices.h"
#include "panel/book.h"
#include "panel/dict.h"

#include <tangbac/panel.h>

enum {
    TB_YEAR_FIRST = 1990,
    TB_YEAR_LAST = 2100,
    TB_YEAR_COUNT = TB_YEAR_LAST - TB_YEAR_FIRST + 1,
    TB_TABLES_MOST = 1023
};

/* What is kept beside a figure: bit 0 there is one, bit 1 derived, bits 2-5 digits behind the
 * point, bits 6-15 the table that it came from. */
typedef uint16_t tb_mark;
#define TB_MARK(derived, decimals, table)                                                          \
    ((tb_mark)(1u | ((derived) ? 2u : 0u) | ((unsigned)((decimals) > 15 ? 15 : (decimals)) << 2) | \
               ((unsigned)(table) << 6)))
#define TB_MARK_IS(m)       (((m)&1u) != 0)
#define TB_MARK_DERIVED(m)  (((m)&2u) != 0)
#define TB_MARK_DECIMALS(m) ((int)(((m) >> 2) & 15u))
#define TB_MARK_TABLE(m)    ((unsigned)((m) >> 6))

/* The cells of one index in one year, [indicator][unit] so that a new column touches only its own
 * pages. rank is NULL until the first published rank.
 */
typedef struct tb_slab {
    double *value;
    int32_t *source;
    tb_mark *mark;
    int16_t *rank;
    int32_t *rank_source;
    tb_mark *rank_mark;
    size_t indicators, units; /* room */
} tb_slab;

typedef struct tb_draft_index {
    const char *code, *name_vi, *name_en, *publisher, *unit;
    int direction;
    bool has_structure; /* its indicators are those of structure.csv and no others */
    bool complete;      /* offered as complete: sums must hold */
    tb_indicator *indicator;
    size_t indicators, indicator_room;
    tb_dict column; /* code, case ignored -> column */
    tb_node *node;
    size_t nodes, node_room;
    tb_scheme *scheme;
    size_t schemes, scheme_room;
    tb_fact *fact;
    size_t facts, fact_room;
    unsigned *fact_table;          /* [fact_room] the table that each fact came from */
    tb_dict fact_key;              /* year, scope, indicator, kind, label -> fact */
    tb_slab *slab[TB_YEAR_COUNT];  /* NULL: no cell in that year */
    bool year_used[TB_YEAR_COUNT]; /* a cell or a fact */
} tb_draft_index;

typedef struct tb_draft {
    tb_arena own;
    tb_unit *unit;
    size_t units, unit_room;
    bool has_units; /* units come from a units table and from nowhere else */
    /* distinct codes of units, in order of appearance: the unit axis of the slabs */
    const char **code;
    size_t codes, code_room;
    tb_dict code_at;
    tb_spelling *spelling;
    size_t spellings, spelling_room;
    tb_not_unit *not_unit;
    size_t not_units, not_unit_room;
    const char *(*neighbour)[2];
    size_t neighbours, neighbour_room;
    tb_dict neighbour_at;
    tb_source *source;
    size_t sources, source_room;
    tb_dict source_at;
    tb_conflict *conflict;
    size_t conflicts, conflict_room;
    tb_draft_index **index;
    size_t indices, index_room;
    tb_dict index_at; /* code, case ignored */
    char digest[65];  /* of the digests of all tables that were read */
} tb_draft;

void tb_draft_start(tb_draft *d); /* d is zeroed and must not move afterwards */
void tb_draft_free(tb_draft *d);

/* All of these copy their texts. false / NULL / -1: no memory. */
/* NULL also when it is not there and !make */
tb_draft_index *tb_draft_index_of(tb_draft *d, const char *code, size_t n, bool make);
/* -1 also when it is not there and !make */
ptrdiff_t tb_draft_column(tb_draft *d, tb_draft_index *x, const char *code, size_t n, bool make);
bool tb_draft_unit(tb_draft *d, const tb_unit *u);
bool tb_draft_spelling(tb_draft *d, const char *name, size_t unit);
bool tb_draft_not_unit(tb_draft *d, const char *label, const char *what, const char *use,
                       const char *note);
bool tb_draft_neighbours(tb_draft *d, const char *a, const char *b);
/* The row of a source, or of a set of sources ("A|B"); made when it is new. */
int32_t tb_draft_source(tb_draft *d, const char *id, size_t n);
/* The set of both: every id once. */
int32_t tb_draft_source_both(tb_draft *d, int32_t a, int32_t b);
bool tb_draft_conflict(tb_draft *d, const tb_conflict *c);
/* n->indicator and n->parent are columns */
bool tb_draft_node(tb_draft *d, tb_draft_index *x, const tb_node *n);
bool tb_draft_scheme(tb_draft *d, tb_draft_index *x, const tb_scheme *s);
bool tb_draft_fact(tb_draft *d, tb_draft_index *x, const tb_fact *f, unsigned table);
/* The position of a code on the unit axis; -1 when it is new and !make, or no memory. */
ptrdiff_t tb_draft_code(tb_draft *d, const char *code, size_t n, bool make);

/* The slab of a year with room for every column and code that there is; NULL: no memory. */
tb_slab *tb_draft_slab(tb_draft *d, tb_draft_index *x, int year);
bool tb_slab_ranks(tb_slab *s); /* makes room for ranks */
static inline size_t tb_slab_at(const tb_slab *s, size_t column, size_t code)
{
    return column * s->units + code;
}
void tb_draft_slab_drop(tb_draft_index *x, int year);

tb_book tb_draft_book(const tb_draft *d);

/* ---- The finished shape of one index (draft_fill.c) ---- */

/* Axes of the finished tables; arrays in the arena. order: columns with TOTAL first; axis: codes in
 * ascending order. */
typedef struct tb_shape {
    size_t years, units, columns;
    int *year;
    size_t *code;    /* [units] position on the draft's unit axis */
    size_t *column;  /* [columns] column of the draft */
    size_t *rank_of; /* [draft columns] where a draft column went */
    bool *absent;    /* [years][units] the unit did not exist that year */
} tb_shape;
bool tb_draft_shape(tb_shape *out, const tb_draft *d, const tb_draft_index *x, tb_arena *a);

/* The tables of one year of the shape, [units][columns] each. scratch [columns]. rank_status and
 * rank_source may be NULL. */
typedef struct tb_year_tables {
    double *value;
    int16_t *rank;
    uint8_t *status;
    int32_t *source;
    uint8_t *rank_status;
    int32_t *rank_source;
    unsigned char *scratch;
} tb_year_tables;
void tb_draft_fill(const tb_year_tables *to, const tb_draft *d, const tb_draft_index *x,
                   const tb_shape *s, size_t year_at);
bool tb_draft_has_ranks(const tb_draft_index *x);

/* Facts, nodes and schemes with columns of the shape, ordered; in the arena. */
bool tb_draft_facts(tb_fact **out, const tb_draft_index *x, const tb_shape *s, tb_arena *a);
bool tb_draft_nodes(tb_node **out, const tb_draft_index *x, const tb_shape *s, tb_arena *a);
int16_t tb_draft_n_ranked(const tb_draft_index *x, int year);

/* The draft as a panel in memory, without a file: for tests and for callers with tables of their
 * own. The draft may be freed afterwards. */
TB_MUST_CHECK tb_status tb_draft_panel(tb_panel **out, const tb_draft *d, tb_err *err);

#endif
