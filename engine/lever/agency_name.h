/* lever/agency_name.h - what was the agency called in that year, and who is in charge? */
#ifndef TB_LEVER_AGENCY_NAME_H
#define TB_LEVER_AGENCY_NAME_H

#include "base/arena.h"

#include <tangbac/scenario.h>

/* An agency by the name of a period, its days as numbers yyyymmdd. */
typedef struct tb_agency_period {
    const tb_agency *row;
    const char *folded_vi, *folded_en; /* names as they are compared */
    /* both included; TB_DAY_FIRST and TB_DAY_LAST where the table leaves them open */
    int first, last;
} tb_agency_period;

/* The agencies that are known: the panel's, of which the asker's own take the place.
 * Periods in the order of the table; several rows may name one agency in different years. */
typedef struct tb_agency_table {
    bool
        /* the unit that asks is a city of the rank of a province, which has names of its own */
        city;
    size_t count;
    const tb_agency_period *period; /* [count] */
    int asked;                      /* the day of the question, before which no name is of use; 0 */
} tb_agency_table;

/* panel, ask and unit may be NULL: then nothing is known of that side. The table borrows from both.
 * false: no memory. */
bool tbi_agency_table_make(tb_agency_table *out, const tb_panel *panel, const tb_ask *ask,
                           const tb_unit *unit, tb_arena *a);

/* Agencies of a catalogue's cell, divided by ';', as they were named in a year: the first is in
 * charge, the others work with it ("; " between them, "" = none). A part that stands in the table
 * by any of its names gets that of the year: the one of 1 January, and with it that of 31 December
 * where the year has both; what had ended is left out, and two parts that became one are one. A
 * part that the table does not know may say in parentheses when it was renamed ("từ tháng 3/2025:
 * ...", "from March 2025: ...", "nay là ...", "now ...": the reorganisation of 2025) or until when
 * it existed ("đến 30/6/2025",
 * "until 30 June 2025"); in the very year both stay. vietnamese: the
 * language of the cell. false: no memory. */
bool tbi_agencies_of_year(const char **in_charge, const char **with, const tb_agency_table *t,
                          const char *cell, int year, bool vietnamese, tb_arena *a);

/* The same as one text, "" for none. */
bool tbi_agencies_text(const char **out, const tb_agency_table *t, const char *cell, int year,
                       bool vietnamese, tb_arena *a);

#endif
