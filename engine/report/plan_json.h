/* report/plan_json.h - what a goal says of levers and of its plan, as JSON members. */
#ifndef TB_REPORT_PLAN_JSON_H
#define TB_REPORT_PLAN_JSON_H

#include "text/json_write.h"

#include <tangbac/plan.h>

/* ---- Members that goals and plans write alike ---- */
/* An array of text [n]; empty is [] and not null, so that a reader can iterate. */
void tbi_json_texts(tb_json *j, const char *key, const char *const *text, size_t n);
/* A year, a rank or a number of units: 0 means none and becomes null. */
void tbi_json_year(tb_json *j, const char *key, int y);

/* One object of the array `levers`. points: entries of l->curve_chance, which lie on the curve of
 * the goal that all its levers share. */
void tbi_lever_json(tb_json *j, const tb_lever_answer *l, size_t points);
/* One object of the array `priorities`: a component and what it is worth to the goal. */
void tbi_priority_json(tb_json *j, const tb_priority *p);
/* The member `key`. */
void tbi_plan_json(tb_json *j, const char *key, const tb_plan *p);

#endif
