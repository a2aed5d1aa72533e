/* panel/record_form.h - the plain tables that stand beside the figures: their kinds, columns
 * and rows. */
#ifndef TB_PANEL_RECORD_FORM_H
#define TB_PANEL_RECORD_FORM_H

#include "base/hash_map.h"

#include <tangbac/panel.h>

/* The order is that of tbi_record_forms and of the groups in the panel file, which are found
 * by name: a new kind may stand anywhere. */
typedef enum tb_record_kind {
    TB_RECORD_AGENCY,
    TB_RECORD_MEASURE,
    TB_RECORD_ADOPTION,
    TB_RECORD_CRITERION,
    TB_RECORD_PRECISION,
    TB_RECORD_STUDY,
    TB_RECORD_KINDS
} tb_record_kind;

/* How a member of a row is read, written and told to be absent. */
typedef enum tb_record_type {
    TB_RECORD_TEXT,  /* const char *, "" for none */
    TB_RECORD_YEAR,  /* int, 0 for none */
    TB_RECORD_NUMBER /* double, NaN for none */
} tb_record_type;

/* One member of a row: where it stands in a table, in the panel file and in the struct. */
typedef struct tb_record_column {
    const char *name;  /* data set of the panel file */
    const char *heads; /* heads of the table's column, '|' between them */
    tb_record_type type;
    size_t offset; /* of the member */
    bool key;      /* together the key columns stand once */
    bool need;     /* the column must be there and the cell filled */
} tb_record_column;

/* One kind of table; its rows are structs of `size` bytes. */
typedef struct tb_record_form {
    const char *group; /* of the panel file */
    size_t size;       /* of a row */
    const tb_record_column *column;
    size_t columns;
} tb_record_form;

extern const tb_record_form tbi_record_forms[TB_RECORD_KINDS];

/* The rows of one table; `key` only while they are read. */
typedef struct tb_records {
    void *row;
    size_t n, room;
    tb_hash_map key;
} tb_records;

static inline void *tbi_record_at(const tb_records *t, tb_record_kind kind, size_t i)
{
    return (char *)t->row + i * tbi_record_forms[kind].size;
}

#endif
