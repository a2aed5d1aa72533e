/* attain/component_goals.h - a goal of components is as many goals: "mọi chỉ số thành phần trên 6
 * điểm" is one of each, all of which must hold; "ít nhất 5/8 nội dung" so many of them. */
#ifndef TB_ATTAIN_COMPONENT_GOALS_H
#define TB_ATTAIN_COMPONENT_GOALS_H

#include "base/arena.h"

#include <tangbac/intervene.h>

/* The question with every clause on components written as one goal a component, in *out (the
 * question itself when it has none). The components are those right below the index (or below them,
 * where the clause says so) by the scheme of the origin; names before a colon, "PCI.CSTP4_TIME,
 * PCI.CSTP2_LAND", are one goal each. Errors: TB_EDATA (no components, another number of them than
 * the clause says, alternatives of which one is a clause on components), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_component_goals(const tb_ask **out, const tb_ask *ask,
                                            const tb_panel *p, int leading, tb_arena *a,
                                            tb_err *err);

#endif
