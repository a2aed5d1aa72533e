/* scenario_limits.c - what a plan may cost, how many measures it may have, what it maximises, and
 * how many draws there are. */
#include "scenario/question.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/json_read.h"
#include "text/parse_number.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

/* The same words in files, on the command line and in results. */
const char *tb_objective_word(tb_objective o)
{
    static const char *const word[] = { "chance", "joint", "rank" };
    return word[o];
}

/* TB_EARG with the words that there are. *out is untouched then. */
tb_status tb_objective_of(tb_objective *out, const char *word, tb_err *err)
{
    for (int o = TB_OBJECTIVE_CHANCE; o <= TB_OBJECTIVE_RANK; o++) {
        if (strcmp(word, tb_objective_word((tb_objective)o)) != 0)
            continue;
        *out = (tb_objective)o;
        return TB_OK;
    }
    return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_UNKNOWN_OBJECTIVE_EXPECTED_CHA, word);
}

/* An amount with its unit; all amounts of a scenario have one, which the first of them decides.
 * A bare number has no unit; "5 tỷ đồng" has one. Mixing the two is refused, since the number
 * could mean anything. */
static tb_status read_amount(double *out, tb_scenario *s, const cJSON *m, const char *where,
                             tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    const char *unit = "";
    tb_status st = TB_OK;
    if (cJSON_IsString(m))
        st = tbi_budget_read(out, &unit, m->valuestring, &s->own, &why);
    bool same = true;
    if (st == TB_OK && s->budget_unit != NULL)
        st = tbi_units_compare(&same, s->budget_unit, unit, &why);
    if (st == TB_OK && !same && (unit[0] == '\0' || s->budget_unit[0] == '\0'))
        st = tbi_fail(&why, TB_EARG, TB_MSG_SCENARIO_BUDGET_UNIT_MISSING,
                      unit[0] != '\0' ? unit : s->budget_unit);
    else if (st == TB_OK && !same)
        st = tbi_fail(&why, TB_EARG, TB_MSG_SCENARIO_BUDGET_UNITS_MIXED, s->budget_unit, unit);
    if (st == TB_OK && s->budget_unit == NULL)
        s->budget_unit = unit;
    if (st == TB_EARG)
        return tbi_fail_within(err, TB_EDATA, &why, "%s: ", "%s: ", where);
    return st == TB_OK ? st : tbi_no_memory(err, "the scenario");
}

/* One amount of a budget by year, counted into the whole. A year up to the origin is refused: it
 * is over. out in the unit of the scenario's budget; s->ask.budget is the sum of the years. */
static tb_status read_year_budget(tb_scenario *s, tb_year_budget *out, int year, const cJSON *m,
                                  const char *where, tb_err *err)
{
    double amount = cJSON_IsNumber(m) ? m->valuedouble : 0;
    tb_status st = read_amount(&amount, s, m, where, err);
    if (st != TB_OK)
        return st;
    if ((!cJSON_IsNumber(m) && !cJSON_IsString(m)) || amount > TB_NUMBER_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_BUDGET_MUST_NUMBER, where, year);
    if (amount < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_BUDGET_MUST_LEAST_0, where, year, amount);
    if (year <= s->ask.origin || year > LAST_YEAR)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_THERE_BUDGET_BUT_LEVERS, where, year,
                        s->ask.origin);
    *out = (tb_year_budget){ year, amount };
    s->ask.budget += amount;
    s->ask.year_budgets++;
    return TB_OK;
}

/* A number for all years; or year by year: { "2022": 3, "2023": 2 }, or a list that begins with the
 * year after the origin. */
static tb_status read_budget(tb_scenario *s, const cJSON *root, const char *where, tb_err *err)
{
    const cJSON *m = tbi_json_get(root, "budget"), *each;
    tb_status st = TB_OK;
    if (cJSON_IsString(m))
        return read_amount(&s->ask.budget, s, m, where, err);
    /* one amount for all years, or none */
    if (m == NULL || (!cJSON_IsArray(m) && !cJSON_IsObject(m))) {
        if (tbi_json_get_number(&s->ask.budget, root, "budget", where, &st, err) &&
            s->ask.budget < 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_BUDGET_MUST_LEAST_0_2, where,
                            s->ask.budget);
        return st;
    }
    size_t n = (size_t)cJSON_GetArraySize(m);
    if (n == 0 || n > 20)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_YEARLY_BUDGET_MUST_HAVE, where);
    tb_year_budget *list = TB_NEW(&s->own, tb_year_budget, n);
    if (list == NULL)
        return tbi_no_memory(err, "the scenario");
    s->ask.budget = 0;
    s->ask.year_budget = list;
    cJSON_ArrayForEach(each, m)
    {
        /* of a list: the first amount is of the year behind the origin */
        int year = s->ask.origin + 1 + (int)s->ask.year_budgets;
        if (cJSON_IsObject(m)) {
            /* four digits and nothing else: " 2022" and "+2022" would be 2022 a second time */
            bool digits = strlen(each->string) == 4 && strspn(each->string, "0123456789") == 4;
            year = digits ? (int)strtol(each->string, NULL, 10) : 0;
            if (year < FIRST_YEAR || year > LAST_YEAR)
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_BUDGET_YEAR, where, each->string);
        }
        if ((st = read_year_budget(s, &list[s->ask.year_budgets], year, each, where, err)) != TB_OK)
            return st;
    }
    return TB_OK;
}

/* Budget, cost unit, draws, seed, how many measures a plan may have and what it maximises: all
 * may be absent. Draws 2 to 10 million, 1 to 64 measures in a plan. */
tb_status tbi_scenario_limits(tb_scenario *s, const cJSON *root, const char *where, tb_err *err)
{
    tb_status st = TB_OK;
    long long n = 0;
    const char *text = NULL;
    st = read_budget(s, root, where, err);
    if (st == TB_OK && tbi_json_get_text(&text, root, "cost_unit", where, &st, err))
        s->ask.cost_unit = tbi_arena_text(&s->own, text);
    if (st == TB_OK && tbi_json_get_int(&n, root, "draws", 2, 10000000, where, &st, err))
        s->ask.draws = (size_t)n;
    /* up to 2^53 - 1, the largest whole number that every reader of JSON keeps exactly */
    if (st == TB_OK && tbi_json_get_int(&n, root, "seed", 0, (1LL << 53) - 1, where, &st, err)) {
        s->ask.seed = (uint64_t)n;
        s->ask.seed_given = true;
    }
    if (st == TB_OK && s->ask.cost_unit == NULL)
        return tbi_no_memory(err, "the scenario");
    if (st == TB_OK && tbi_json_get_int(&n, root, "max_levers", 1, 64, where, &st, err))
        s->ask.most = (int)n;
    if (st == TB_OK && tbi_json_get_text(&text, root, "objective", where, &st, err)) {
        tb_err why = TB_ERR_INIT;
        if (tb_objective_of(&s->ask.objective, text, &why) != TB_OK)
            return tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO, where);
    }
    return st;
}
