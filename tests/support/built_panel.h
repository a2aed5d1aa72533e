/* support/built_panel.h - panels that a test makes up: provinces 01, 02, ... and scores as it says.
 * Their figures are synthetic. */
#ifndef TESTS_BUILT_PANEL_H
#define TESTS_BUILT_PANEL_H

#include "panel/builder.h"

#include <stdint.h>

enum { CODE_ROOM = 24 };

/* The code of unit i: "01" of 0. */
void code_of_unit(char code[static CODE_ROOM], size_t i);

/* Provinces of which nothing is known yet. */
tb_builder *start_units(size_t units);
/* A figure of the publisher, printed with so many decimals. */
void put_score(tb_builder *d, tb_builder_index *x, ptrdiff_t column, int year, size_t unit,
               double value, int decimals);
/* The panel of a draft, which is freed. */
tb_panel *finish_panel(tb_builder *d);

/* An index that has a total and nothing below it. */
typedef struct totals {
    const char *index;
    size_t units, years;
    int first;     /* the first year */
    double least;  /* of its range, which ends at 100 */
    int direction; /* as tb_builder_index has it; 0: more is better */
    int decimals;
    const double *score, *std_error; /* [units x years]; std_error NULL: none is published */
} totals;

tb_panel *panel_of_totals(const totals *t);

#endif
