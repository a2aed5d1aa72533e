/* panel/panel_internal.h - what a tb_panel is, for the files of this folder that make one. */
#ifndef TB_PANEL_PANEL_INTERNAL_H
#define TB_PANEL_PANEL_INTERNAL_H

#include "base/notices.h"
#include "panel/record_form.h"
#include "panel/unit_names.h"

#include <tangbac/panel.h>

/* Everything that a panel file holds, in memory and never changed once it is open, so that
 * threads may read it without locks. */
struct tb_panel {
    tb_arena own;
    /* as it was given, for sentences */
    const char *path;
    /* SHA-256 of all bytes of the file, in hex */
    char digest[65];
    tb_unit_names unit_names;
    /* pairs of codes */
    const char *(*neighbour)[2];
    size_t neighbours;
    tb_source *source;
    size_t sources;
    tb_conflict *conflict;
    size_t conflicts;
    tb_records record[TB_RECORD_KINDS];
    tb_index *index;
    size_t indices;
    const char **code; /* of every index of the file */
    size_t codes;
    /* of a merged panel: the panel of the parts, which it owns and borrows from; NULL otherwise */
    tb_panel *parts;
    int merged_from; /* the first year of the new units */
    /* a panel with what a caller knows besides: all but its own arena is another panel's */
    bool borrows;
    tb_notice_list notices;
};

/* An empty panel in an arena of its own; NULL: no memory. */
tb_panel *tbi_panel_blank(const char *path);

#endif
