/* import/reading.h - the state of an import while its tables are read, shared by the readers of
 * this folder. */
#ifndef TB_IMPORT_READING_H
#define TB_IMPORT_READING_H

#include "base/notices.h"
#include "import/rejects.h"
#include "import/resource.h"
#include "panel/builder.h"
#include "panel/record.h"
#include "sheet/table_rows.h"

#include <tangbac/import.h>

/* What may stand in a column of an index in a year. */
typedef struct tb_limit {
    double lo, hi; /* NaN: no limit */
    bool exists;   /* the node is part of that year's scheme */
} tb_limit;

/* A fault that a publisher may have printed so, and whether the caller named it as accepted. */
typedef struct tb_fault {
    /* as the sentence about it names it: what --accept-fault takes */
    const char *name;
    /* by the caller's list of accepted faults */
    bool taken;
} tb_fault;

typedef struct tb_reading {
    tb_builder *draft;
    /* whatever is wrong goes here; reading goes on, so that one import names all of it */
    tb_rejects *rejects;
    /* of the import, shown with its result */
    tb_notice_list *notices;
    tb_arena *arena; /* of the import: what must outlive the reading of one table */
    /* the caller's, whole (tbi_opts_take has filled in what an older caller does not know) */
    const tb_import_opts *opts;
    const tb_resource **resource; /* [tables] what each of them was read from */
    tb_import_table *table;       /* tables read so far; the last one is being read */
    size_t tables;
    /* differences that --prefer or conflicts.csv decided */
    size_t settled;
    tb_hash_map names;     /* "name \x1f year" -> row of the units: names are looked up once */
    tb_hash_map limits_at; /* "INDEX \x1f year" -> position in limits */
    tb_limit **limits;     /* [indicators] each */
    /* how many arrays there are, and room for how many */
    size_t limit_sets, limit_room;
    bool *code_holds; /* [codes of the units table][TB_YEAR_COUNT] */
    /* codes that code_holds was made for: units that come up later are not in it */
    size_t code_holds_n;
    /* "INDEX \x1f INDICATOR \x1f year \x1f unit" -> conflict of conflicts.csv */
    tb_hash_map conflict_at;
    /* heads of columns: "INDEX \x1f folded head" -> position in head_code */
    tb_hash_map head_at;
    const char **head_code;
    size_t heads, head_room;
    /* "INDEX \x1f year \x1f head" -> what it means */
    tb_hash_map meaning_at;
    struct tb_head_meaning *meaning;
    size_t meanings, meaning_room;
    struct tb_node_names *name_set; /* names of nodes, by index */
    /* how many sets there are in name_set */
    size_t name_sets;
    /* short names of indices, for titles */
    struct tb_index_title {
        const tb_builder_index *index;
        const char *folded;
    } * title;
    size_t titles, title_room;
    /* what the sheet that is read says of itself; NULL and 0: nothing; year -1: several */
    tb_builder_index *said_index;
    int said_year;
    tb_fault *fault; /* [faults] in the order in which they were met */
    size_t faults, fault_room;
    /* something could not be remembered: the import must not end well */
    bool no_memory;
} tb_reading;

/* ---- read_plain_table.c, read_structure.c, read_facts.c: the tables that are not cells ---- */
/* Reads a table of a role up to TB_ROLE_FACTS. Row errors go to the rejects; the status is for what
 * makes reading on senseless. */
TB_MUST_CHECK tb_status tbi_read_plain_table(tb_reading *r, tb_csv *c, const tb_resource *x,
                                             tb_err *err);
TB_MUST_CHECK tb_status tbi_read_structure(tb_reading *r, tb_csv *c, const tb_resource *x,
                                           tb_err *err);
TB_MUST_CHECK tb_status tbi_read_schemes(tb_reading *r, tb_csv *c, const tb_resource *x,
                                         tb_err *err);
/* read_structure.c: how units are merged, by its word; `otherwise` when the cell is empty. */
tb_merge tbi_reading_merge(tb_reading *r, tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                           tb_merge otherwise, tb_arena *a);
TB_MUST_CHECK tb_status tbi_read_facts(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err);

/* ---- read_records.c: the tables beside the figures ---- */
TB_MUST_CHECK tb_status tbi_read_records(tb_reading *r, tb_csv *c, tb_record_kind kind,
                                         tb_err *err);

/* ---- read_cell_table.c ---- */
TB_MUST_CHECK tb_status tbi_read_cells(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err);

/* ---- look_up.c: names in tables ---- */
/* The row of the table that is read; name NULL: the row as a whole. */
tb_spot tbi_reading_spot(const tb_reading *r, const tb_csv *c, const tb_csv_row *row,
                         ptrdiff_t column);
/* The position on the unit axis of what a cell of a table says, in a year. -1: it was rejected (or
 * no memory). */
ptrdiff_t tbi_reading_unit(tb_reading *r, const tb_csv *c, const tb_csv_row *row, ptrdiff_t column,
                           int year);
/* The same for a text, without a word when it is no unit: -1. */
ptrdiff_t tbi_reading_unit_of(tb_reading *r, const char *text, size_t n, int year);
/* How many units there are in a year by the units table; 0 without one. */
size_t tbi_reading_units_in(const tb_reading *r, int year);
/* The index of a code, made when it is new; NULL: the code cannot be one and was rejected (or no
 * memory). */
tb_builder_index *tbi_reading_index(tb_reading *r, const tb_spot *at, const char *code, size_t n);
/* A year of 1990..2100; 0: it was rejected. */
int tbi_reading_year(tb_reading *r, const tb_csv *c, const tb_csv_row *row, ptrdiff_t column);
/* The limits of an index's columns in a year; NULL: no memory. */
const tb_limit *tbi_reading_limits(tb_reading *r, const tb_builder_index *x, int year);
/* What an indicator's code in a table means: its column and whether it is a value, a place or a
 * percent of the maximum. */
typedef enum tb_cell_kind { TB_KIND_VALUE, TB_KIND_RANK, TB_KIND_PERCENT } tb_cell_kind;
/* false: there is no such indicator. Columns are made where an index has no structure. */
bool tbi_reading_indicator(ptrdiff_t *column, tb_cell_kind *kind, tb_reading *r,
                           tb_builder_index *x, const char *code, size_t n);
/* Rejects a code that is no indicator, with the nearest ones. */
void tbi_reading_no_indicator(tb_reading *r, const tb_builder_index *x, const tb_spot *at,
                              const char *code, size_t n);
/* An arena copy of a field in NFC; "" when column is -1. */
const char *tbi_reading_text(tb_reading *r, const tb_csv_row *row, ptrdiff_t column, tb_arena *a);
/* The next good row; rows that are not well formed are rejected on the way. row->count is 0 after
 * the last one. The status is for what is not the table's fault. */
TB_MUST_CHECK tb_status tbi_reading_next(tb_reading *r, tb_csv *c, tb_csv_row *row, tb_err *err);

/* ---- note.c ---- */
/* A warning in both languages; a refusal of memory is remembered in r. */
void tbi_reading_note(tb_reading *r, const char *code, const char *format, const char *format_vi,
                      ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* ---- faults.c: what is taken only when the caller names it ---- */
/* "KIND:INDEX.INDICATOR:YEAR:UNIT" in the arena; "" leaves a part out. */
const char *tbi_fault_name(tb_reading *r, const char *kind, const char *index,
                           const char *indicator, int year, const char *unit);
/* Remembers a fault; whether the caller accepts it. */
bool tbi_fault_met(tb_reading *r, const char *name);
/* How many were met that the caller did not name, and their names. */
size_t tbi_faults_open(const tb_reading *r);
const char *tbi_faults_named(tb_reading *r);
/* Refuses a name that no fault of this import has. Errors: TB_EARG, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_faults_check_names(tb_reading *r, tb_err *err);

/* ---- merge.c: two readings of one cell ---- */
typedef struct tb_reading_cell {
    tb_builder_index *index;
    ptrdiff_t column, code;
    int year;
    double value; /* a score, or a place */
    int decimals;
    bool derived;
    int32_t source;
} tb_reading_cell;
void tbi_merge_value(tb_reading *r, const tb_reading_cell *x, const tb_spot *at);
void tbi_merge_rank(tb_reading *r, const tb_reading_cell *x, const tb_spot *at);
/* read_facts.c: a fact, or a second reading of one. */
void tbi_merge_fact(tb_reading *r, tb_builder_index *x, const tb_fact *f, const tb_spot *at);
/* The fact that says the same of the same, its position; -1: there is none. */
int64_t tbi_fact_at(const tb_builder_index *x, const tb_fact *f);
/* Equal within the coarser rounding. */
bool tbi_merge_equal(double a, int decimals_a, double b, int decimals_b);

/* ---- locate.c ---- */
/* The first place of a figure in a table; line 0 when it is not found again. Reads the table anew.
 * */
tb_spot tbi_locate(tb_reading *r, unsigned table, tb_builder_index *x, size_t column,
                   tb_cell_kind kind, int year, ptrdiff_t code);

/* ---- check_sums.c ---- */
/* After all tables: percents of maxima become values where there is none; sums are compared with
 * totals. */
void tbi_check_percents(tb_reading *r);
void tbi_check_sums(tb_reading *r, bool complete);
/* sheet_rows.c: rejects a head that appears twice. false: two tables stand side by side, and rows
 * cannot be read. */
bool tbi_check_heads_once(tb_reading *r, const tb_csv *c, const tb_resource *x);
/* check_ranks.c: published places against the scores beside them, and the scale of the scores, in
 * tables that came without a package. */
void tbi_check_ranks(tb_reading *r, const tb_resources *list);
/* check_texts.c: codes and names that begin as a formula does are kept and said. */
void tbi_check_texts(tb_reading *r);

/* Gives a scratch arena back; a refusal of memory in it is remembered in the draft's, so that the
 * table is not blamed for it. */
void tbi_reading_forget(tb_reading *r, tb_arena *scratch);

#endif
