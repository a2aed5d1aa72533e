/* intervene/known_facts.h - what whoever asks knows besides the panel, checked and put beside
 * it. */
#ifndef TB_INTERVENE_KNOWN_FACTS_H
#define TB_INTERVENE_KNOWN_FACTS_H

#include "base/arena.h"
#include "base/notices.h"

#include <tangbac/intervene.h>

/* Figures that stand beside the panel. */
typedef struct tb_known_list {
    tb_known_figure *at; /* in the arena */
    /* how many were added to the panel, from the question or from its goals */
    size_t n;
} tb_known_list;

/* The panel p with the figures of ask->known and, when `unit` is given (NULL: every unit is asked
 * for), with what the goals tell of its past: "từ nhóm D (năm 2018)",
 * "(năm 2018 xếp hạng 46/63)".
 * *out is NULL when nothing is added, else the caller's to free; it borrows from p and `arena`.
 * used:
 * what was added.
 *
 * A figure that the panel has too is not added when both agree to rounding. What ask->known says
 * against the panel, or against itself, is TB_EDATA that names both figures and their sources; so
 * are units, indices, years, ranks, scores and groups that do not exist, and figures later than the
 * index's origin. What a goal tells against the panel is a notice: the panel holds. A goal that
 * tells of a year after the question's origin says that this year's results were out: the index
 * gets that year for its origin in *ask (with a notice) unless it has one of its own. */
TB_MUST_CHECK tb_status tbi_known_panel(tb_panel **out, tb_known_list *used, tb_ask *ask,
                                        const tb_panel *p, const tb_unit *unit, int leading,
                                        tb_arena *arena, tb_notice_list *notices, tb_err *err);

#endif
