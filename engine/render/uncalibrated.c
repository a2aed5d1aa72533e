/* uncalibrated.c - a goal of a kind whose past probabilities did not come true as often as they
 * said gets words instead of a number, in every form. The result has them apart (`uncalibrated`); a
 * page is made of what is left, and of older results, which have the numbers in their places, as
 * if they had them not.
 */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <stdio.h>
#include <string.h>

/* Only a record that says false: one that cannot tell leaves the number in place. */
bool tbi_uncalibrated(const cJSON *goal)
{
    return cJSON_IsFalse(tbi_json_get(tbi_json_get(goal, "record"), "calibrated"));
}

/* null and not absent: forms that ask for a member find nothing to show, as for a goal
 * without an answer.
 * A member that is absent stays absent. */
static void blank_member(cJSON *o, const char *name)
{
    if (cJSON_GetObjectItemCaseSensitive(o, name) != NULL)
        cJSON_ReplaceItemInObjectCaseSensitive(o, name, cJSON_CreateNull());
}

/* Whether a member says how likely something is: chance, chance_gain_01, noise_chance ... */
static bool is_chance(const char *name)
{
    return strstr(name, "chance") != NULL;
}

/* Every number of such a name, here and below.
 * The next member is remembered before one is replaced, since replacing frees it. */
static void blank_chances(cJSON *o)
{
    for (cJSON *m = o != NULL ? o->child : NULL, *next; m != NULL; m = next) {
        next = m->next;
        if (cJSON_IsNumber(m) && m->string != NULL && is_chance(m->string))
            blank_member(o, m->string);
        else if (cJSON_IsObject(m) || cJSON_IsArray(m))
            blank_chances(m);
    }
}

/* Advice that asks for figures stays; the other texts tell numbers.
 * Deletes while it walks, so the next one is remembered first. NULL is fine. */
static void keep_requests(cJSON *advice)
{
    for (cJSON *m = advice != NULL ? advice->child : NULL, *next; m != NULL; m = next) {
        next = m->next;
        const char *code = tbi_text_of(m, "code");
        if (strcmp(code, "score-sheet") != 0 && strcmp(code, "own-assessment") != 0)
            cJSON_Delete(cJSON_DetachItemViaPointer(advice, m));
    }
}

/* Not const, since these are changed. */
static cJSON *find_member(cJSON *o, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(o, name);
}

/* A plan, and what it would buy at other costs; what it rests on stays. */
static void blank_plan(cJSON *plan)
{
    blank_chances(plan);
    blank_member(plan, "frontier");
    blank_member(plan, "bound");
}

/* Takes the place of a reason that is there already.
 * en and vi are copied into the tree under NAME and NAME_vi. */
static void give_reason(cJSON *o, const char *name, const char *en, const char *vi)
{
    char other[64];
    snprintf(other, sizeof other, "%s_vi", name);
    cJSON_DeleteItemFromObjectCaseSensitive(o, name);
    cJSON_DeleteItemFromObjectCaseSensitive(o, other);
    cJSON_AddStringToObject(o, name, en);
    cJSON_AddStringToObject(o, other, vi);
}

/* Everything from which the number could be read again goes too: curves, needs, orders of
 * measures.
 * The goal then looks like one that has no answer, with a reason of its own. */
static void blank_goal(cJSON *goal)
{
    static const char *const needs[] = { "points_for_50", "points_for_80", NULL };
    static const char *const levers[] = { "gain_per_cost", "place", NULL };
    static const char *const own[] = { "level_for_half", "gap", "curve", "instead", NULL };
    static const struct {
        const char *en, *vi;
    } words[] = { { TB_WORD_UNCALIBRATED } };
    cJSON *m;
    /* its members are called chances too */
    cJSON *record = cJSON_DetachItemFromObjectCaseSensitive(goal, "record");
    blank_chances(goal);
    cJSON_AddItemToObject(goal, "record", record); /* what came true stays: it is the reason */
    for (size_t i = 0; own[i] != NULL; i++)
        blank_member(goal, own[i]);
    cJSON_ArrayForEach(m, find_member(goal, "prices"))
    {
        for (size_t i = 0; needs[i] != NULL; i++)
            blank_member(m, needs[i]);
    }
    cJSON_ArrayForEach(m, find_member(goal, "levers"))
    {
        for (size_t i = 0; levers[i] != NULL; i++)
            blank_member(m, levers[i]);
    }
    keep_requests(find_member(goal, "advice"));
    blank_plan(find_member(goal, "plan"));
    give_reason(goal, "chance_without_action_reason", words[0].en, words[0].vi);
}

/* The map shades the probability of the goal's place: where that is not told, it shades places. */
static void blank_places(cJSON *result)
{
    cJSON *map;
    const cJSON *g;
    cJSON_ArrayForEach(map, find_member(result, "map"))
    {
        cJSON_ArrayForEach(g, find_member(result, "goals"))
        {
            bool same = cJSON_IsObject(g) && tbi_uncalibrated(g) &&
                        strcmp(tbi_text_of(g, "index"), tbi_text_of(map, "index")) == 0;
            if (same && tbi_number_of(g, "target_place") == tbi_number_of(map, "place"))
                blank_member(map, "place");
        }
    }
}

/* Draws of the goals that are told stay: measures that are ticked together need them. Goals and
 * gaps run side by side.
 * From the end, so that positions stay right while entries go. */
static void drop_draws(cJSON *draws, const cJSON *goals)
{
    for (int i = cJSON_GetArraySize(find_member(draws, "goals")) - 1; i >= 0; i--) {
        const cJSON *at = cJSON_GetArrayItem(find_member(draws, "goals"), i);
        if (!tbi_uncalibrated(cJSON_GetArrayItem(goals, at->valueint)))
            continue;
        cJSON_DeleteItemFromArray(find_member(draws, "goals"), i);
        cJSON_DeleteItemFromArray(find_member(draws, "gaps"), i);
    }
}

/* The probability of all goals together goes when one of them has lost its number. */
void tbi_blank_uncalibrated(cJSON *result)
{
    static const struct {
        const char *en, *vi;
    } words[] = { { TB_WORD_UNCALIBRATED_JOINT } };
    cJSON *joint = find_member(result, "joint");
    cJSON *g;
    bool any = false;
    cJSON_ArrayForEach(g, find_member(result, "goals"))
    {
        if (!cJSON_IsObject(g) || !tbi_uncalibrated(g))
            continue;
        any = any || cJSON_IsNumber(find_member(g, "chance_without_action")) ||
              cJSON_IsObject(find_member(g, "uncalibrated"));
        blank_goal(g);
    }
    bool back =
        find_member(result, "reliability") != NULL; /* there the numbers are what is judged */
    const cJSON *units = back ? NULL : find_member(result, "units");
    cJSON_ArrayForEach(g, units)
    {
        if (cJSON_IsObject(g) && tbi_uncalibrated(g))
            blank_goal(g);
    }
    blank_places(result);
    if (!any || !cJSON_IsObject(joint))
        return;
    blank_chances(joint);
    blank_plan(find_member(joint, "plan"));
    blank_member(joint, "spoiler");
    drop_draws(find_member(joint, "draws"), find_member(result, "goals"));
    give_reason(joint, "chance_reason", words[0].en, words[0].vi);
}
