/* scenario.c - a question from a JSON file: every member known, every value of its kind, paths
 * taken from where the file stands. Looks into no panel.
 */
#include "messages/scenario.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "scenario/question.h"
#include "text/json_read.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

/* Everything that the ask points to goes with it. */
void tb_scenario_free(tb_scenario *s)
{
    if (s == NULL)
        return;
    tbi_arena_free(&s->own);
    free(s);
}

const tb_ask *tb_scenario_ask(const tb_scenario *s)
{
    return &s->ask;
}

size_t tb_scenario_files(const tb_scenario *s)
{
    return s->files;
}

/* *sha256 (NULL: not wanted): 64 hex digits, the scenario's. */
const char *tb_scenario_file(const tb_scenario *s, size_t i, const char **sha256)
{
    if (sha256 != NULL)
        *sha256 = s->digest[i];
    return s->file[i];
}

/* member: its name in the JSON, untranslated. */
static tb_status refuse_missing(const char *member, const char *where, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MEMBER_MISSING, where, member);
}

/* One {"index", "goal"}. any: 0, or the number of the group of alternatives that the goal
 * belongs to. */
static tb_status read_goal(tb_ask_goal *out, tb_scenario *s, const cJSON *g, int any,
                           const char *where, tb_err *err)
{
    static const char *const names[] = { "index", "goal", NULL };
    tb_status st = TB_OK;
    const char *index = NULL, *goal = NULL;
    if (!cJSON_IsObject(g))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_EACH_GOALS_MUST_OBJECT, where);
    if ((st = tbi_json_only(g, names, where, err)) != TB_OK)
        return st;
    if (!tbi_json_get_text(&index, g, "index", where, &st, err))
        return st != TB_OK ? st : refuse_missing("index' of a goal", where, err);
    if (!tbi_json_get_text(&goal, g, "goal", where, &st, err))
        return st != TB_OK ? st : refuse_missing("goal", where, err);
    *out = (tb_ask_goal){ .index = tbi_arena_text(&s->own, index),
                          .goal = tbi_arena_text(&s->own, goal),
                          .any = any };
    return out->index != NULL && out->goal != NULL ? TB_OK : tbi_no_memory(err, "the goals");
}

/* The same outside `any`, where one text may hold two clauses that must both be met. */
static tb_status read_clauses(tb_ask_goal *out, tb_scenario *s, const cJSON *g, const char *where,
                              tb_err *err)
{
    const char *part[2];
    size_t n = 0;
    tb_status st = read_goal(out, s, g, 0, where, err);
    tb_clause_opts cut = { 2, 0, s->ask.origin };
    if (st == TB_OK)
        st = tbi_goal_clauses(part, &n, out->index, out->goal, &cut, &s->own, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < n; i++)
        out[i] = (tb_ask_goal){ .index = out[0].index, .goal = part[i], .any = 0 };
    s->ask.goals += n;
    return TB_OK;
}

/* Goals under one `any` are alternatives of a group, numbered from 1; a single text may hold
 * two goals that must both be met. */
static tb_status read_goals(tb_scenario *s, const cJSON *root, const char *where, tb_err *err)
{
    const cJSON *list = tbi_json_get(root, "goals"), *g;
    if (list == NULL)
        return refuse_missing("goals", where, err);
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_GOALS_MUST_LIST_LEAST, where);
    /* an upper bound: goals are counted in as they are read */
    size_t n = 0;
    cJSON_ArrayForEach(g, list)
    {
        const cJSON *any = cJSON_IsObject(g) ? tbi_json_get(g, "any") : NULL;
        n += any != NULL ? (size_t)cJSON_GetArraySize(any) : 2; /* one text may hold two */
    }
    tb_ask_goal *out = TB_NEW(&s->own, tb_ask_goal, n);
    if (out == NULL)
        return tbi_no_memory(err, "the goals");
    /* 0 is "no group", so the first alternatives have number 1 */
    int groups = 0;
    tb_status st;
    cJSON_ArrayForEach(g, list)
    {
        const cJSON *any = cJSON_IsObject(g) ? tbi_json_get(g, "any") : NULL, *each;
        if (any == NULL) {
            if ((st = read_clauses(&out[s->ask.goals], s, g, where, err)) != TB_OK)
                return st;
            continue;
        }
        static const char *const names[] = { "any", NULL };
        if ((st = tbi_json_only(g, names, where, err)) != TB_OK)
            return st;
        if (!cJSON_IsArray(any) || cJSON_GetArraySize(any) == 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ANY_MUST_LIST_LEAST, where);
        groups++;
        cJSON_ArrayForEach(each, any)
        {
            if ((st = read_goal(&out[s->ask.goals], s, each, groups, where, err)) != TB_OK)
                return st;
            s->ask.goals++;
        }
    }
    s->ask.goal = out;
    return TB_OK;
}

/* A whole number from 1990 to 2100; absent is a fault. */
static tb_status need_year(int *out, const cJSON *root, const char *name, const char *where,
                           tb_err *err)
{
    tb_status st = TB_OK;
    long long year = 0;
    if (!tbi_json_get_int(&year, root, name, FIRST_YEAR, LAST_YEAR, where, &st, err))
        return st != TB_OK ? st : refuse_missing(name, where, err);
    *out = (int)year;
    return TB_OK;
}

/* Copied into the scenario: the JSON is freed before the scenario is used. */
static tb_status read_needed_text(const char **out, tb_scenario *s, const cJSON *root,
                                  const char *name, const char *where, tb_err *err)
{
    tb_status st = TB_OK;
    const char *text = NULL;
    if (!tbi_json_get_text(&text, root, name, where, &st, err))
        return st != TB_OK ? st : refuse_missing(name, where, err);
    if (text[0] == '\0')
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MUST_EMPTY, where, name);
    *out = tbi_arena_text(&s->own, text);
    return *out != NULL ? TB_OK : tbi_no_memory(err, "the scenario");
}

/* A name of a file, relative to the scenario's, or the list itself. path: of the scenario, for
 * files beside it. Both forms give the same list. */
static tb_status read_levers(tb_scenario *s, const cJSON *root, const char *path, const char *where,
                             tb_err *err)
{
    const cJSON *m = tbi_json_get(root, "levers");
    if (m == NULL)
        return TB_OK;
    tb_lever_list l = { &s->own, NULL, 0, 0 };
    tb_status st;
    if (cJSON_IsString(m)) {
        char *file = tbi_file_relative(&s->own, path, m->valuestring);
        if (file == NULL)
            return tbi_no_memory(err, "the levers");
        s->ask.lever_file = file;
        st = tbi_levers_file(&l, s, file, false, err);
    } else if (cJSON_IsArray(m)) {
        s->ask.levers_listed = true;
        st = tbi_levers_json(&l, m, where, false, err);
    } else {
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVERS_MUST_NAME_FILE, where);
    }
    s->ask.lever = l.lever;
    s->ask.levers = l.count;
    return st;
}

/* The day of the question, which names agencies. */
static tb_status read_asked(tb_scenario *s, const cJSON *root, const char *where, tb_err *err)
{
    tb_status st = TB_OK;
    tb_err why = TB_ERR_INIT;
    const char *text = NULL;
    if (!tbi_json_get_text(&text, root, "asked", where, &st, err))
        return st;
    if (tb_scenario_set_asked(s, text, &why) != TB_OK)
        return tbi_fail_within(err, TB_EDATA, &why, "%s: ", "%s: ", where);
    return TB_OK;
}

/* A name of a file, relative to the scenario's. */
static tb_status read_agencies(tb_scenario *s, const cJSON *root, const char *path,
                               const char *where, tb_err *err)
{
    tb_status st = TB_OK;
    const char *text = NULL;
    if (!tbi_json_get_text(&text, root, "agencies", where, &st, err))
        return st;
    char *file = tbi_file_relative(&s->own, path, text);
    return file != NULL ? tb_scenario_add_agencies(s, file, err)
                        : tbi_no_memory(err, "the agencies");
}

/* Members in the order in which later ones need earlier ones: yearly budgets count from the
 * origin, measures are checked against the cost unit. A member that is not among the names is
 * refused, since a misspelt one would be passed over in silence. TB_EDATA with the file's name
 * for all that is wrong in it, TB_ENOMEM else. "schema" must be tangbac/scenario/1. */
static tb_status read_members(tb_scenario *s, const cJSON *root, const char *path, tb_err *err)
{
    static const char *const names[] = { "schema",     "panel", "unit",    "origin",
                                         "year",       "goals", "levers",  "budget",
                                         "cost_unit",  "draws", "seed",    "objective",
                                         "max_levers", "known", "origins", "agencies",
                                         "asked",      NULL };
    const char *where = tbi_file_name(path);
    const char *schema = NULL;
    tb_status st;
    if (!cJSON_IsObject(root))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCENARIO_MUST_ONE_JSON, where);
    if ((st = tbi_json_only(root, names, where, err)) != TB_OK)
        return st;
    if ((st = read_needed_text(&schema, s, root, "schema", where, err)) != TB_OK)
        return st;
    if (strcmp(schema, "tangbac/scenario/1") != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_UNKNOWN_SCHEMA_EXPECTED_TANGBA, where,
                        schema);
    if ((st = read_needed_text(&s->ask.panel, s, root, "panel", where, err)) != TB_OK)
        return st;
    if ((s->ask.panel = tbi_file_relative(&s->own, path, s->ask.panel)) == NULL)
        return tbi_no_memory(err, "the scenario");
    if ((st = read_needed_text(&s->ask.unit, s, root, "unit", where, err)) != TB_OK)
        return st;
    if ((st = need_year(&s->ask.origin, root, "origin", where, err)) != TB_OK)
        return st;
    if ((st = need_year(&s->ask.year, root, "year", where, err)) != TB_OK)
        return st;
    /* yearly budgets count from the origin, which is known by now */
    if ((st = tbi_scenario_limits(s, root, where, err)) != TB_OK)
        return st;
    if ((st = read_goals(s, root, where, err)) != TB_OK)
        return st;
    if ((st = tbi_scenario_read_known(s, root, where, err)) != TB_OK)
        return st;
    if ((st = read_levers(s, root, path, where, err)) != TB_OK)
        return st;
    if ((st = read_agencies(s, root, path, where, err)) != TB_OK)
        return st;
    if ((st = read_asked(s, root, where, err)) != TB_OK)
        return st;
    st = tbi_levers_check(s->ask.lever, s->ask.levers, s->ask.cost_unit, where, err);
    /* the unit of the costs is known only now, when the measures are read */
    if (st != TB_OK || s->budget_unit == NULL)
        return st;
    tb_err why = TB_ERR_INIT;
    st = tbi_budget_settle(s, s->budget_unit, &why);
    if (st == TB_EARG)
        return tbi_fail_within(err, TB_EDATA, &why, "%s: ", "%s: ", where);
    return st == TB_OK ? st : tbi_no_memory(err, "the scenario");
}

/* Looks into no panel: whether unit, index and measures exist is found by the stage that
 * answers. *out is the caller's; NULL on failure. */
tb_status tb_scenario_read(tb_scenario **out, const char *path, tb_err *err)
{
    *out = NULL;
    tb_scenario *s = tbi_calloc(1, sizeof *s);
    if (s == NULL)
        return tbi_no_memory(err, "the scenario");
    /* no limit */
    s->ask.budget = NAN;
    s->ask.cost_unit = "";
    const char *bytes = NULL;
    size_t size = 0;
    cJSON *root = NULL;
    tb_status st = tbi_scenario_load(&bytes, &size, s, path, err);
    if (st == TB_OK)
        st = tbi_json_parse(&root, bytes, size, tbi_file_name(path), err);
    if (st == TB_OK)
        st = read_members(s, root, path, err);
    cJSON_Delete(root);
    if (st != TB_OK) {
        tb_scenario_free(s);
        return st;
    }
    *out = s;
    return TB_OK;
}

/* The file's measures replace those of the same id and join the others. On failure the scenario
 * is as it was. path: a catalogue or a score sheet. Texts stay in the scenario's arena. */
tb_status tb_scenario_add(tb_scenario *s, const char *path, tb_err *err)
{
    tb_lever_list l = { &s->own, NULL, 0, 0 };
    tb_status st = TB_OK;
    size_t files = s->files;
    for (size_t i = 0; i < s->ask.levers && st == TB_OK; i++)
        st = tbi_lever_put(&l, &s->ask.lever[i], false, path, err);
    if (st == TB_OK)
        st = tbi_levers_file(&l, s, path, true, err);
    if (st == TB_OK)
        st = tbi_levers_check(l.lever, l.count, s->ask.cost_unit, tbi_file_name(path), err);
    if (st != TB_OK) {
        s->files = files;
        return st;
    }
    s->ask.lever = l.lever;
    s->ask.levers = l.count;
    if (s->ask.lever_file == NULL)
        s->ask.lever_file = s->file[files];
    return TB_OK;
}

/* Refused when a measure is in another unit; nothing has changed then. */
tb_status tb_scenario_set_cost_unit(tb_scenario *s, const char *unit, tb_err *err)
{
    const char *own = tbi_arena_text(&s->own, unit);
    if (own == NULL)
        return tbi_no_memory(err, "the scenario");
    tb_status st = tbi_levers_check(s->ask.lever, s->ask.levers, own,
                                    s->files > 0 ? tbi_file_name(s->file[0]) : "", err);
    if (st == TB_OK)
        s->ask.cost_unit = own;
    return st;
}
