/* lever_json.c - measures as a planner writes them into a scenario: a list of JSON objects. */
#include "base/error.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "text/json_read.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* lists of ids end with NULL, so an empty one has room for that */
const char *const tbi_no_ids[1] = { NULL };

/* A measure with the id of another replaces it or is a duplicate, by `replace`. The texts of
 * *one are borrowed. O(measures); pointers into l->lever do not outlive the call. */
tb_status tbi_lever_put(tb_lever_list *l, const tb_lever *one, bool replace, const char *where,
                        tb_err *err)
{
    for (size_t i = 0; i < l->count; i++) {
        if (strcmp(l->lever[i].id, one->id) != 0)
            continue;
        if (!replace)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_DUPLICATE_LEVER, where, one->id);
        l->lever[i] = *one;
        return TB_OK;
    }
    if (l->count == l->room) {
        size_t room = l->room > 0 ? l->room * 2 : 32;
        tb_lever *more = TB_NEW(l->arena, tb_lever, room);
        if (more == NULL)
            return tbi_no_memory(err, "the levers");
        if (l->count > 0)
            memcpy(more, l->lever, l->count * sizeof *more);
        l->lever = more;
        l->room = room;
    }
    l->lever[l->count++] = *one;
    return TB_OK;
}

/* A text member in the arena; *out stays when absent. */
static tb_status take_text(const char **out, tb_arena *a, const cJSON *o, const char *name,
                           const char *where, tb_err *err)
{
    tb_status st = TB_OK;
    const char *text = NULL;
    if (!tbi_json_get_text(&text, o, name, where, &st, err))
        return st;
    *out = tbi_utf8_composed(a, text, strlen(text));
    return *out != NULL ? TB_OK : tbi_no_memory(err, "the levers");
}

/* *out is an empty list and not NULL where the member is absent. [*n] ids in a. TB_EDATA: no
 * list of texts. */
static tb_status take_ids(const char *const **out, size_t *n, tb_arena *a, const cJSON *o,
                          const char *name, const char *where, tb_err *err)
{
    const cJSON *list = tbi_json_get(o, name), *each;
    *out = tbi_no_ids;
    *n = 0;
    if (list == NULL)
        return TB_OK;
    if (!cJSON_IsArray(list))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MUST_LIST_LEVER_IDS, where, name);
    const char **id = TB_NEW(a, const char *, (size_t)cJSON_GetArraySize(list) + 1);
    if (id == NULL)
        return tbi_no_memory(err, "the levers");
    cJSON_ArrayForEach(each, list)
    {
        if (!cJSON_IsString(each))
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_MUST_LIST_LEVER_IDS, where, name);
        if ((id[(*n)++] = tbi_arena_text(a, each->valuestring)) == NULL)
            return tbi_no_memory(err, "the levers");
    }
    *out = id;
    return TB_OK;
}

/* given: the user has a mean of his own. per: points, or a share of what is missing to the
 * maximum. id: of the measure, for sentences. link, note and source are "" where they are
 * absent. */
static tb_status read_effect(tb_lever_effect *e, tb_arena *a, const cJSON *o, const char *id,
                             const char *where, tb_err *err)
{
    static const char *const names[] = { "component", "mean",    "sd",     "per",     "link",
                                         "note",      "note_vi", "source", "aims_at", NULL };
    *e = (tb_lever_effect){ .component = NULL,
                            .mean = NAN,
                            .sd = NAN,
                            .link = "",
                            .note = "",
                            .note_vi = "",
                            .aims_at = "",
                            .source = "",
                            .lost = NAN,
                            .chance = NAN,
                            .how = "" };
    if (!cJSON_IsObject(o))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_EACH_EFFECTS_MUST, where, id);
    /* a misspelt member would be a measure without it, in silence */
    tb_status st = tbi_json_only(o, names, where, err);
    /* unless the effect says that it is a share of what is missing */
    const char *per = "points";
    if (st == TB_OK)
        st = take_text(&e->component, a, o, "component", where, err);
    if (st == TB_OK)
        st = take_text(&per, a, o, "per", where, err);
    if (st == TB_OK)
        st = take_text(&e->link, a, o, "link", where, err);
    if (st == TB_OK)
        st = take_text(&e->note, a, o, "note", where, err);
    if (st == TB_OK)
        st = take_text(&e->note_vi, a, o, "note_vi", where, err);
    if (st == TB_OK)
        st = take_text(&e->source, a, o, "source", where, err);
    if (st == TB_OK)
        st = take_text(&e->aims_at, a, o, "aims_at", where, err);
    if (st == TB_OK)
        e->given = tbi_json_get_number(&e->mean, o, "mean", where, &st, err);
    if (st == TB_OK)
        (void)tbi_json_get_number(&e->sd, o, "sd", where, &st, err);
    if (st != TB_OK)
        return st;
    if (e->component == NULL)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_EFFECT_MISSING_COMPONENT, where, id);
    if (strcmp(per, "points") != 0 && strcmp(per, "headroom") != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_PER_GOT_MUST, where, id, per);
    e->headroom = strcmp(per, "headroom") == 0;
    return tbi_effect_check(e, id, where, err);
}

/* A measure without an effect on anything is refused: it could never be worth its cost. */
static tb_status read_effects(tb_lever *v, tb_arena *a, const cJSON *o, const char *where,
                              tb_err *err)
{
    const cJSON *list = tbi_json_get(o, "effects"), *each;
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_NEEDS_EFFECTS_LIST, where, v->id);
    tb_lever_effect *e = TB_NEW(a, tb_lever_effect, (size_t)cJSON_GetArraySize(list));
    if (e == NULL)
        return tbi_no_memory(err, "the levers");
    tb_status st = TB_OK;
    cJSON_ArrayForEach(each, list)
    {
        if ((st = read_effect(&e[v->effects], a, each, v->id, where, err)) != TB_OK)
            return st;
        v->effects++;
    }
    v->effect = e;
    return TB_OK;
}

/* As a row of a table: cost 1 and lag -1 when not said, names and agencies from the other
 * language. lag in years, 0 to 50; cost in cost_unit, at least 0. */
static tb_status read_lever(tb_lever *v, tb_arena *a, const cJSON *o, const char *where,
                            tb_err *err)
{
    static const char *const names[] = { "id",        "name_vi",  "name_en",  "agency_vi",
                                         "agency_en", "effects",  "cost",     "cost_unit",
                                         "lag",       "requires", "excludes", "link",
                                         "note",      "note_vi",  "source",   NULL };
    *v = (tb_lever){
        .cost = 1, .cost_unit = "", .lag = -1, .agency_vi = "", .agency_en = "", .sheet_unit = ""
    };
    if (!cJSON_IsObject(o))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_EACH_LEVERS_MUST_OBJECT, where);
    tb_status st = tbi_json_only(o, names, where, err);
    long long lag = -1;
    if (st == TB_OK)
        st = take_text(&v->id, a, o, "id", where, err);
    if (st == TB_OK && (v->id == NULL || v->id[0] == '\0'))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_MISSING_ID, where);
    if (st == TB_OK)
        st = take_text(&v->name_vi, a, o, "name_vi", where, err);
    if (st == TB_OK)
        st = take_text(&v->name_en, a, o, "name_en", where, err);
    if (st == TB_OK)
        st = take_text(&v->agency_vi, a, o, "agency_vi", where, err);
    if (st == TB_OK)
        st = take_text(&v->agency_en, a, o, "agency_en", where, err);
    if (st == TB_OK)
        st = take_text(&v->cost_unit, a, o, "cost_unit", where, err);
    if (st == TB_OK)
        v->cost_given = tbi_json_get_number(&v->cost, o, "cost", where, &st, err);
    if (st == TB_OK && v->cost < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_LEVER_COST_MUST_LEAST, where, v->id,
                        v->cost);
    if (st == TB_OK && tbi_json_get_int(&lag, o, "lag", 0, 50, where, &st, err))
        v->lag = (int)lag;
    if (st == TB_OK)
        st = take_ids(&v->requires_id, &v->requires_n, a, o, "requires", where, err);
    if (st == TB_OK)
        st = take_ids(&v->excludes_id, &v->excludes_n, a, o, "excludes", where, err);
    if (st == TB_OK)
        st = read_effects(v, a, o, where, err);
    if (st != TB_OK)
        return st;
    /* one language stands in for the other, the id for both */
    if (v->name_vi == NULL)
        v->name_vi = v->name_en != NULL ? v->name_en : v->id;
    if (v->name_en == NULL)
        v->name_en = v->name_vi;
    if (v->agency_vi[0] == '\0')
        v->agency_vi = v->agency_en;
    if (v->agency_en[0] == '\0')
        v->agency_en = v->agency_vi;
    return TB_OK;
}

/* The first fault ends it; measures before it are in the list then. */
tb_status tbi_levers_json(tb_lever_list *l, const cJSON *array, const char *where, bool replace,
                          tb_err *err)
{
    const cJSON *each;
    tb_status st = TB_OK;
    cJSON_ArrayForEach(each, array)
    {
        tb_lever v;
        if ((st = read_lever(&v, l->arena, each, where, err)) != TB_OK)
            return st;
        if ((st = tbi_lever_put(l, &v, replace, where, err)) != TB_OK)
            return st;
    }
    return st;
}

/* Adds one more effect to a lever: the list is copied, rows of one measure are few. */
tb_status tbi_lever_add_effect(tb_lever *v, const tb_lever_effect *e, tb_arena *a, tb_err *err)
{
    tb_lever_effect *more = TB_NEW(a, tb_lever_effect, v->effects + 1);
    if (more == NULL)
        return tbi_no_memory(err, "the levers");
    if (v->effects > 0)
        memcpy(more, v->effect, v->effects * sizeof *more);
    more[v->effects++] = *e;
    v->effect = more;
    return TB_OK;
}
