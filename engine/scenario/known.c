/* known.c - what whoever asks knows besides the panel, and the origin of an index, from a
 * scenario's members or from the words of a command line. Whether it agrees with anything is asked
 * by the stage that answers.
 */
#include "base/error.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, MOST = 256, MOST_RANK = 100000 };

/* The year up to which an index is known: its own where one was said, else that of the
 * question. */
int tb_ask_origin(const tb_ask *ask, const char *index)
{
    size_t n = strcspn(index, "."); /* PAPI.D5 has the origin of PAPI */
    for (size_t i = 0; i < ask->origins; i++)
        if (strlen(ask->origin_of[i].index) == n &&
            strncasecmp(ask->origin_of[i].index, index, n) == 0)
            return ask->origin_of[i].year;
    return ask->origin;
}

/* The list is copied for each new figure, texts into the scenario: figures are few. O(figures)
 * for each; k is borrowed for the call only. */
static tb_status put_known(tb_scenario *s, const tb_known_figure *k, tb_err *err)
{
    tb_known_figure *list = TB_NEW(&s->own, tb_known_figure, s->ask.known_n + 1);
    if (list == NULL)
        return tbi_no_memory(err, "the scenario");
    if (s->ask.known_n > 0)
        memcpy(list, s->ask.known, s->ask.known_n * sizeof *list);
    tb_known_figure *own = &list[s->ask.known_n];
    *own = *k;
    own->index = tbi_arena_text(&s->own, k->index);
    own->unit = tbi_arena_text(&s->own, k->unit);
    own->group = tbi_arena_text(&s->own, k->group);
    if (own->index == NULL || (k->unit != NULL && own->unit == NULL) ||
        (k->group != NULL && own->group == NULL))
        return tbi_no_memory(err, "the scenario");
    s->ask.known = list;
    s->ask.known_n++;
    return TB_OK;
}

/* A second origin of an index takes the place of the first. list is made whole before it is put
 * in place, so a failure leaves the question as it was. */
static tb_status put_origin(tb_scenario *s, const char *index, int year, tb_err *err)
{
    tb_origin *list = TB_NEW(&s->own, tb_origin, s->ask.origins + 1);
    if (list == NULL)
        return tbi_no_memory(err, "the scenario");
    size_t at = 0;
    for (; at < s->ask.origins; at++)
        list[at] = s->ask.origin_of[at];
    for (size_t i = s->ask.origins; i-- > 0;)
        at = strcasecmp(list[i].index, index) == 0 ? i : at;
    list[at] = (tb_origin){ tbi_arena_text(&s->own, index), year };
    if (list[at].index == NULL)
        return tbi_no_memory(err, "the scenario");
    s->ask.origins += at == s->ask.origins;
    s->ask.origin_of = list;
    return TB_OK;
}

/* ---- A scenario's members ---- */

/* Exactly one of score, rank and group. */
static tb_status read_known(tb_scenario *s, const cJSON *k, const char *where, tb_err *err)
{
    static const char *const names[] = { "index", "year", "unit", "score", "rank", "group", NULL };
    tb_status st = TB_OK;
    long long year = 0, rank = 0;
    tb_known_figure one = { .score = NAN };
    if (!cJSON_IsObject(k))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_KNOWN_LIST, where);
    if ((st = tbi_json_only(k, names, where, err)) != TB_OK)
        return st;
    bool index = tbi_json_get_text(&one.index, k, "index", where, &st, err);
    bool dated =
        st == TB_OK && tbi_json_get_int(&year, k, "year", FIRST_YEAR, LAST_YEAR, where, &st, err);
    if (st != TB_OK)
        return st;
    if (!index || !dated)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_KNOWN_MEMBER, where);
    /* each of the three that is there counts one */
    int said = 0;
    (void)tbi_json_get_text(&one.unit, k, "unit", where, &st, err); /* may be absent */
    if (st == TB_OK)
        said += tbi_json_get_number(&one.score, k, "score", where, &st, err);
    if (st == TB_OK)
        said += tbi_json_get_int(&rank, k, "rank", 1, MOST_RANK, where, &st, err);
    if (st == TB_OK)
        said += tbi_json_get_text(&one.group, k, "group", where, &st, err);
    if (st != TB_OK)
        return st;
    if (said != 1)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_KNOWN_ONE, where, one.index, (int)year);
    one.year = (int)year;
    one.rank = (int)rank;
    return put_known(s, &one, err);
}

/* The first fault ends it: what was put before stays in a scenario that is thrown away then.
 * "known": figures published since the origin; "origins": an index with an origin of its own.
 * TB_EDATA with the member's name. */
tb_status tbi_scenario_read_known(tb_scenario *s, const cJSON *root, const char *where, tb_err *err)
{
    const cJSON *list = tbi_json_get(root, "known"), *origins = tbi_json_get(root, "origins"), *m;
    tb_status st = TB_OK;
    if (list != NULL && (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > MOST))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_KNOWN_LIST, where);
    cJSON_ArrayForEach(m, list)
    {
        if ((st = read_known(s, m, where, err)) != TB_OK)
            return st;
    }
    /* { "ICT": 2019 }: an index is known up to another year */
    if (origins != NULL && (!cJSON_IsObject(origins) || cJSON_GetArraySize(origins) > MOST))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ORIGINS_OBJECT, where);
    cJSON_ArrayForEach(m, origins)
    {
        double year = cJSON_IsNumber(m) ? m->valuedouble : 0;
        if (!(year >= FIRST_YEAR && year <= LAST_YEAR) || year != floor(year))
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ORIGINS_YEAR, where, m->string);
        if ((st = put_origin(s, m->string, (int)year, err)) != TB_OK)
            return st;
    }
    return TB_OK;
}

/* ---- The words of a command line ---- */

/* A whole number of the text between two limits, up to `end`; -1 otherwise. */
static long read_integer(const char *text, const char *end, long low, long high)
{
    char *rest = NULL;
    long value = text < end && *text >= '0' && *text <= '9' ? strtol(text, &rest, 10) : -1;
    return rest == end && value >= low && value <= high ? value : -1;
}

/* "rank=5", "score=84.2" (or 84,2) or "group=A"; value points behind the equals sign. score in
 * points, rank from 1, group by its name. value is not copied. */
static bool read_figure(tb_known_figure *k, const char *what, const char *value)
{
    const char *end = value + strlen(value);
    if (strncmp(what, "group=", 6) == 0) {
        k->group = value;
        return *value != '\0';
    }
    if (strncmp(what, "rank=", 5) == 0) {
        long rank = read_integer(value, end, 1, MOST_RANK);
        k->rank = rank > 0 ? (int)rank : 0;
        return rank > 0;
    }
    if (strncmp(what, "score=", 6) != 0)
        return false;
    /* a point or a comma before the decimals, whatever the locale */
    return tbi_parse_double(&k->score, NULL, value, strlen(value), true);
}

/* "INDEX:YEAR:rank=5", with ",unit=CODE" when it is another unit's. The copy is cut in place.
 * TB_EARG with the form that is expected; at most MOST figures. */
tb_status tb_scenario_add_known(tb_scenario *s, const char *text, tb_err *err)
{
    tb_known_figure k = { .score = NAN };
    char *own = tbi_arena_text(&s->own, text);
    if (own == NULL)
        return tbi_no_memory(err, "the scenario");
    char *year = strchr(own, ':');
    char *what = year != NULL ? strchr(year + 1, ':') : NULL;
    char *value = what != NULL ? strchr(what + 1, '=') : NULL;
    char *unit = value != NULL ? strstr(value, ",unit=") : NULL;
    long said = what != NULL ? read_integer(year + 1, what, FIRST_YEAR, LAST_YEAR) : -1;
    if (value == NULL || said < 0 || year == own || s->ask.known_n >= MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_KNOWN_WORDS, text);
    *year = '\0';
    if (unit != NULL) {
        *unit = '\0';
        k.unit = unit + strlen(",unit=");
    }
    k.index = own;
    k.year = (int)said;
    if (!read_figure(&k, what + 1, value + 1) || (k.unit != NULL && k.unit[0] == '\0'))
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_KNOWN_WORDS, text);
    return put_known(s, &k, err);
}

/* "INDEX=YEAR". The copy is cut in place. */
tb_status tb_scenario_add_origin(tb_scenario *s, const char *text, tb_err *err)
{
    char *own = tbi_arena_text(&s->own, text);
    if (own == NULL)
        return tbi_no_memory(err, "the scenario");
    char *year = strchr(own, '=');
    long said =
        year != NULL ? read_integer(year + 1, year + strlen(year), FIRST_YEAR, LAST_YEAR) : -1;
    if (said < 0 || year == own || s->ask.origins >= MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_ORIGIN_WORDS, text);
    *year = '\0';
    return put_origin(s, own, (int)said, err);
}
