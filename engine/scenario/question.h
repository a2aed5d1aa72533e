/* scenario/question.h - what a scenario is made of while it is read: an ask that is still being
 * filled, in its own arena. */
#ifndef TB_SCENARIO_QUESTION_H
#define TB_SCENARIO_QUESTION_H

#include "base/arena.h"

#include "text/json_read.h"

#include <tangbac/scenario.h>

enum { TB_SCENARIO_FILES = 16 };

struct tb_scenario {
    tb_arena own; /* of everything that ask points to */
    /* what the other stages read; filled member by member, so pointers in it are valid early */
    tb_ask ask;
    size_t files; /* read so far: the scenario itself, then lists and sheets */
    /* as they were named, in the order of reading */
    const char *file[TB_SCENARIO_FILES];
    char digest[TB_SCENARIO_FILES][65]; /* of each file's bytes */
    const char *budget_unit;            /* while a file is read: of its budgets; NULL: none yet */
};

/* Measures while they are read: one list that grows. */
typedef struct tb_lever_list {
    /* of the scenario: texts of measures are not copied again */
    tb_arena *arena;
    tb_lever *lever;
    size_t count, room;
} tb_lever_list;

/* Adds a lever or, when its id is there already and `replace`, takes that one's place. TB_EDATA for
 * an id that stands twice otherwise. */
TB_MUST_CHECK tb_status tbi_lever_put(tb_lever_list *l, const tb_lever *one, bool replace,
                                      const char *where, tb_err *err);
/* One more effect of a lever: the list is copied, rows of one measure are few. Errors:
 * TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_lever_add_effect(tb_lever *v, const tb_lever_effect *e, tb_arena *a,
                                             tb_err *err);

/* An empty list as "no prerequisite" of a lever that says nothing. */
extern const char *const tbi_no_ids[1];
/* What every measure of a score sheet says before its criterion is read: no more than that it is
 * there. */
extern const tb_lever tbi_criterion_lever;

/* Levers of a JSON array; `where` names the file. */
TB_MUST_CHECK tb_status tbi_levers_json(tb_lever_list *l, const cJSON *array, const char *where,
                                        bool replace, tb_err *err);

/* Levers of a file: CSV of measures, a score sheet, or JSON (an array, or an object with the member
 * "levers"). */
TB_MUST_CHECK tb_status tbi_levers_file(tb_lever_list *l, tb_scenario *s, const char *path,
                                        bool replace, tb_err *err);

/* What must hold of all levers together: one cost unit, prerequisites that exist and are not in a
 * circle, exclusions that exist. cost_unit: of the budget, "" when not said. */
TB_MUST_CHECK tb_status tbi_levers_check(const tb_lever *lever, size_t n, const char *cost_unit,
                                         const char *where, tb_err *err);

/* Whether two units are one in another spelling ("Tỷ đồng",
        "tỉ đồng"). Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_units_compare(bool *same, const char *a, const char *b, tb_err *err);

/* ---- budget.c ---- */
/* "10 tỷ đồng", "1.500 triệu đồng", "10 billion VND",
 * "10": the number, and the unit as it is
 * written, "" for none, in the arena. Errors: TB_EARG, TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_budget_read(double *value, const char **unit, const char *text,
                                        tb_arena *a, tb_err *err);
/* Turns the budgets of the question, which are in `unit`, into the unit of the costs. Errors:
 * TB_EARG when the two do not measure the same. */
TB_MUST_CHECK tb_status tbi_budget_settle(tb_scenario *s, const char *unit, tb_err *err);

/* One effect's own rules: a spread, finite figures, a share within 0..1. */
TB_MUST_CHECK tb_status tbi_effect_check(const tb_lever_effect *e, const char *id,
                                         const char *where, tb_err *err);

/* Reads a file into the scenario's arena and remembers it with its digest. */
TB_MUST_CHECK tb_status tbi_scenario_load(const char **bytes, size_t *size, tb_scenario *s,
                                          const char *path, tb_err *err);

/* Budget, cost unit, draws, seed, how many measures a plan may have and what it maximises: all may
 * be absent (scenario_limits.c). */
TB_MUST_CHECK tb_status tbi_scenario_limits(tb_scenario *s, const cJSON *root, const char *where,
                                            tb_err *err);

/* The members `known` and `origins`, both of which may be absent (known.c). */
TB_MUST_CHECK tb_status tbi_scenario_read_known(tb_scenario *s, const cJSON *root,
                                                const char *where, tb_err *err);

/* How a text is cut into clauses. */
typedef struct tb_clause_opts {
    size_t most; /* clauses, 1 or 2 */
    int leading; /* units of "the leading group"; 0: not said */
    int origin;  /* what a clause says of a year up to it was known, and is no goal */
} tb_clause_opts;

/* A goal of two clauses ("85% trở lên và nằm trong nhóm 20 ...") is two goals that must both
 * hold: fills clause [most] with the parts that can be read one by one, the text itself when it
 * can be read whole or not at all, and says how many in *n. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_goal_clauses(const char **clause, size_t *n, const char *index,
                                         const char *text, const tb_clause_opts *o, tb_arena *a,
                                         tb_err *err);

#endif
