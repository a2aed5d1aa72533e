/* score/group_limits.h - the texts of schemes.csv that say where groups begin. */
#ifndef TB_SCORE_GROUP_LIMITS_H
#define TB_SCORE_GROUP_LIMITS_H

#include <tangbac/score.h>

/* Reads "A:90;B:80;C:70" (the last group, D, is what is below) or, of "63:16/16/15/16;61:...", the
 * entry for n_grouped provinces. false: no such entry. */
bool tbi_group_limits_read(tb_groups *out, const char *text, int n_grouped);

/* Cut-offs that were published as facts of a single year; n_grouped is left 0. false: none. */
bool tbi_group_limits_year(tb_groups *out, const tb_index *x, int year);

/* Whether any scheme or fact of the index gives limits for a group of this name. */
bool tbi_group_limits_name(const tb_index *x, const char *name);

#endif
