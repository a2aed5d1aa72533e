/* import/heads.h - what the head of a column means: a label of the row, or an indicator of an
 * index, however a ministry, a province or a spreadsheet wrote it. */
#ifndef TB_IMPORT_HEADS_H
#define TB_IMPORT_HEADS_H

#include "import/reading.h"

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

/* One more head of heads.csv or of the caller's list; code "-" passes the column over. index ""
 * holds for every index. false: no memory. */
bool tbi_heads_add(tb_reading *r, const char *index, const char *code, const char *head);
/* The code that the dictionary has for a folded head of an index ("": of any); NULL: none. */
const char *tbi_heads_find(tb_reading *r, const char *index, const char *folded);
/* Takes over the caller's list ('HEAD=INDICATOR'). TB_EARG when one has no '='. */
TB_MUST_CHECK tb_status tbi_heads_given(tb_reading *r, tb_err *err);
/* heads.csv: index,indicator,head. */
TB_MUST_CHECK tb_status tbi_read_heads(tb_reading *r, tb_csv *c, tb_err *err);

/* The index whose name or short name is in a text ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"); NULL
 * when there is none, or more than one. */
tb_builder_index *tbi_index_named(tb_reading *r, const char *text);

/* The heads that are read for an index in a year, for a sentence; in the arena. */
const char *tbi_heads_list(tb_reading *r, const tb_builder_index *x, int year, bool vietnamese,
                           tb_arena *a);

/* A row that is about all units: the mean, the best, a total. */
typedef enum tb_summary_is {
    TB_SUMMARY_NONE,
    TB_SUMMARY_MEAN,
    TB_SUMMARY_MEDIAN,
    TB_SUMMARY_BEST,
    TB_SUMMARY_WORST,
    TB_SUMMARY_OTHER /* a total, a maximum, a region */
} tb_summary_is;
tb_summary_is tbi_summary_row(const char *folded);

/* Whether a cell says that the publisher gave no figure ("không công bố"). */
bool tbi_says_withheld(const char *text, size_t n);

#endif
