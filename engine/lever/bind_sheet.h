/* lever/bind_sheet.h - measures of a score sheet get the index, and the fields, of the panel. */
#ifndef TB_LEVER_BIND_SHEET_H
#define TB_LEVER_BIND_SHEET_H

#include "base/arena.h"

#include <tangbac/panel.h>
#include <tangbac/scenario.h>

/* *out: the question itself when no measure is of a score sheet, else a copy in the arena whose ids
 * and components have the code of the index with score sheets ("PAR.3.2", "PAR.C3").
 * Errors: TB_EDATA (no such index, or several; a field that the year's scheme lacks); TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_bind_sheets(const tb_ask **out, const tb_panel *p, const tb_ask *ask,
                                        tb_arena *a, tb_err *err);

/* The unit that a sheet's title names and that is not the one asked for; NULL: there is none. */
const tb_unit *tbi_sheet_of_another(const tb_panel *p, const tb_unit *asked, const char *title,
                                    int year);

#endif
