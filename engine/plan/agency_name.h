/* plan/agency_name.h - what was the agency called in that year, and who is in charge? */
#ifndef TB_PLAN_AGENCY_NAME_H
#define TB_PLAN_AGENCY_NAME_H

#include "base/arena.h"

/* Agencies of a catalogue's cell, divided by ';', as they were named in a year: the first is in
 * charge, the others work with it ("; " between them, "" = none). A part may say in parentheses
 * when it was renamed ("từ tháng 3/2025: ...", "from March 2025: ...", "nay là ...", "now ...": the
 * reorganisation of 2025) or until when it existed ("đến 30/6/2025", "until 30 June 2025"); in the
 * very year both stay. false: no memory. */
bool tbi_agencies_of_year(const char **in_charge, const char **with, const char *cell, int year,
                          tb_arena *a);

#endif
