/* import/heads.h - what the head of a column means: a label of the row, or an indicator of an
 * index, however a ministry, a province or a spreadsheet wrote it. */
#ifndef TB_IMPORT_HEADS_H
#define TB_IMPORT_HEADS_H

#include "import/dictionary.h"
#include "import/titles.h"

typedef enum tb_head_is {
    TB_HEAD_UNKNOWN,
    TB_HEAD_LABEL, /* the number of a row, a note, a region: passed over */
    TB_HEAD_UNIT,  /* code or name of the unit */
    TB_HEAD_YEAR,
    TB_HEAD_FIGURES, /* an indicator */
    TB_HEAD_SKIPPED, /* figures that are no facts of the index: a change from another year */
    TB_HEAD_GROUP    /* the group of the unit, as a word */
} tb_head_is;

typedef struct tb_head_meaning tb_head_meaning;
/* What a head was understood as; column is -1 for everything but figures. */
struct tb_head_meaning {
    tb_head_is is;
    /* of the index, position of its indicator */
    ptrdiff_t column;
    /* value, rank or percent of the maximum */
    tb_cell_kind kind;
    int year; /* that the head itself says ("PAR INDEX 2022"); 0: none */
};

/* What `text` means in tables of the index x (NULL: of none, labels only) in a year (0: any). */
tb_head_meaning tbi_head_meaning(tb_reading *r, tb_builder_index *x, int year, const char *text);

/* The heads that are read for an index in a year, for a sentence; in the arena. */
const char *tbi_heads_list(tb_reading *r, const tb_builder_index *x, int year, bool vietnamese,
                           tb_arena *a);

#endif
