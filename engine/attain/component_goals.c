/* component_goals.c - writes a clause on components as goals on each of them. What holds of each is
 * said in the normal sentence of tb_goal_describe, so that every goal reads back by itself. */
#include "attain/component_goals.h"

#include "base/error.h"
#include "messages/attain.h"
#include "text/utf8.h"

#include <string.h>

enum { MOST_PARTS = 60, SENTENCE = 300 };

/* The goals that a question becomes. */
typedef struct goal_list {
    tb_ask_goal *goal; /* [room] */
    size_t n, room;
    int groups; /* numbers of alternatives in use */
} goal_list;

/* false: the list is full, which refuses the question rather than a part of it. */
static bool append_goal(goal_list *l, tb_ask_goal one)
{
    if (l->n == l->room)
        return false;
    l->goal[l->n++] = one;
    return true;
}

/* A goal as its index reads it: groups depend on the index, and the index of a component's goal
 * is what stands before the dot. */
static bool parse_index_goal(tb_goal *g, const tb_ask_goal *one, int leading)
{
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    tb_err unused = TB_ERR_INIT; /* what is no goal is refused where goals are checked */
    char index[128];
    size_t n = strcspn(one->index, ".,|");
    if (n >= sizeof index)
        return false;
    memcpy(index, one->index, n);
    index[n] = '\0';
    o.index = index;
    o.leading = leading;
    return tb_goal_parse(g, one->goal, &o, NULL, &unused) == TB_OK;
}

/* ---- Which components
 * -------------------------------------------------------------------------- */

/* leaf: two levels below `above`, else right below it. */
static bool is_below(const tb_index *x, size_t column, size_t above, int year, bool leaf)
{
    const tb_node *n = tb_index_node(x, column, year);
    if (n == NULL || n->parent < 0)
        return false;
    if (!leaf)
        return n->parent == (ptrdiff_t)above;
    const tb_node *parent = tb_index_node(x, (size_t)n->parent, year);
    return n->parent != (ptrdiff_t)above && parent != NULL && parent->parent == (ptrdiff_t)above;
}

/* out [MOST_PARTS]: columns of the scheme of `year` below `above`, in the order of the index;
 * leaf: the ends of the tree instead of its next level. */
static size_t find_below(size_t *out, const tb_index *x, size_t above, int year, bool leaf)
{
    size_t n = 0;
    for (size_t column = 0; column < x->n_indicator && n < MOST_PARTS; column++)
        if (is_below(x, column, above, year, leaf))
            out[n++] = column;
    return n;
}

/* ---- Writing
 * ----------------------------------------------------------------------------------- */

/* "All components" become goals of their own that must each be met; "k of the components" a
 * group with need k (any = group + 256 k). A goal on parts may not itself be one of several
 * alternatives. */
static tb_status put_parts(goal_list *l, const tb_ask_goal *one, const tb_goal *g,
                           const tb_panel *p, const tb_ask *ask, tb_arena *a, tb_err *err)
{
    const tb_index *x = NULL;
    size_t above = 0;
    size_t column[MOST_PARTS];
    char said[SENTENCE];
    tb_status st = tb_panel_find_indicator(&x, &above, p, one->index, err);
    if (st != TB_OK)
        return st;
    int origin = tb_ask_origin(ask, x->code);
    size_t n = find_below(column, x, above, origin, g->parts_leaf);
    if (n == 0 && g->parts_leaf)
        n = find_below(column, x, above, origin, false);
    if (n == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ATTAIN_NO_PARTS, one->goal, one->index, origin);
    if (g->parts_of > 0 && (size_t)g->parts_of != n)
        return tbi_fail(err, TB_EDATA, TB_MSG_ATTAIN_OTHER_PARTS, one->goal, one->index, n, origin);
    if (g->parts > 0 && (size_t)g->parts > n)
        return tbi_fail(err, TB_EDATA, TB_MSG_ATTAIN_MORE_PARTS, one->goal, one->index, n, origin);
    if (one->any != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_ATTAIN_PARTS_AMONG_ALTERNATIVES, one->goal);
    tb_goal each = *g;
    each.parts = 0;
    each.parts_of = 0;
    each.parts_leaf = false;
    tb_goal_describe(said, sizeof said, &each, tb_goal_is_vietnamese(one->goal));
    const char *text = tbi_arena_text(a, said);
    bool every = g->parts == TB_GOAL_ALL_PARTS || (size_t)g->parts == n;
    int group = every ? 0 : ++l->groups + 256 * g->parts;
    for (size_t i = 0; i < n; i++) {
        const char *name = tbi_arena_printf(a, "%s.%s", x->code, x->indicator[column[i]].code);
        tb_ask_goal part = { .index = name,
                             .goal = text,
                             .any = group,
                             .asked = one->goal,
                             .asked_index = one->index,
                             .asked_of = (int)n };
        if (name == NULL || text == NULL || !append_goal(l, part))
            return tbi_no_memory(err, "the goals");
    }
    return TB_OK;
}

/* Names of a list are divided by ',' or '|'. */
static size_t count_names(const char *index)
{
    size_t n = 1;
    for (const char *p = index; *p != '\0'; p++)
        n += *p == ',' || *p == '|';
    return n;
}

/* "PCI.CSTP4_TIME, PCI.CSTP2_LAND": one goal each. */
static tb_status put_names(goal_list *l, const tb_ask_goal *one, tb_arena *a, tb_err *err)
{
    size_t of = count_names(one->index);
    for (const char *p = one->index; p != NULL;) {
        p += strspn(p, " ");
        size_t n = strcspn(p, ",|");
        size_t end = n;
        while (end > 0 && p[end - 1] == ' ')
            end--;
        tb_ask_goal part = *one;
        part.index = tbi_arena_text_n(a, p, end);
        part.asked = one->goal;
        part.asked_index = one->index;
        part.asked_of = (int)of;
        if (part.index == NULL || !append_goal(l, part))
            return tbi_no_memory(err, "the goals");
        p = p[n] != '\0' ? p + n + 1 : NULL;
    }
    return TB_OK;
}

/* ---- A component that is named in quotes
 * ------------------------------------------------------------------ */

/* "tăng 3 bậc đối với chỉ số “Tiếp cận đất đai”": the name, folded; NULL where there is none or
 * the index itself names the component. */
static const char *find_quoted_name(const tb_ask_goal *one, tb_arena *a)
{
    static const char open[] = "\xE2\x80\x9C";
    static const char close[] = "\xE2\x80\x9D";
    const char *from = strchr(one->index, '.') == NULL ? strstr(one->goal, open) : NULL;
    const char *to = from != NULL ? strstr(from, close) : NULL;
    if (to == NULL)
        return NULL;
    const char *text = tbi_arena_text_n(a, from + strlen(open), (size_t)(to - from) - strlen(open));
    return text != NULL ? tbi_utf8_fold(a, text) : NULL;
}

/* The names are the same, or the one goes on where the other ends ("Tính năng động" and "Tính năng
 * động và tiên phong của chính quyền tỉnh"). */
static bool is_same_name(const char *folded, const char *name, tb_arena *a)
{
    const char *other = name != NULL && name[0] != '\0' ? tbi_utf8_fold(a, name) : NULL;
    if (other == NULL)
        return false;
    size_t n = strlen(folded) < strlen(other) ? strlen(folded) : strlen(other);
    return strncmp(folded, other, n) == 0 && (folded[n] == '\0' || folded[n] == ' ') &&
           (other[n] == '\0' || other[n] == ' ');
}

/* The column of that name by the rules of the year; -1: none, or more than one. */
static ptrdiff_t find_named_column(const tb_index *x, const char *folded, int year, tb_arena *a)
{
    ptrdiff_t found = -1;
    for (size_t column = 0; column < x->n_indicator; column++) {
        if (tb_index_node(x, column, year) == NULL ||
            (!is_same_name(folded, tb_index_name_vi(x, column, year), a) &&
             !is_same_name(folded, tb_index_name_en(x, column, year), a)))
            continue;
        if (found >= 0)
            return -1;
        found = (ptrdiff_t)column;
    }
    return found;
}

/* A name in quotes that is none of the index's is refused: the goal would be read of the index. The
 * index's own ("chỉ số “PAR INDEX”") is no component. */
static tb_status put_quoted(goal_list *l, const tb_ask_goal *one, const char *folded,
                            const tb_panel *p, const tb_ask *ask, tb_arena *a, tb_err *err)
{
    const tb_index *x = NULL;
    size_t above = 0;
    tb_ask_goal part = *one;
    tb_status st = tb_panel_find_indicator(&x, &above, p, one->index, err);
    if (st != TB_OK)
        return st;
    ptrdiff_t column = find_named_column(x, folded, tb_ask_origin(ask, x->code), a);
    const char *own = tbi_utf8_fold(a, x->code);
    bool whole = column == (ptrdiff_t)above || is_same_name(folded, x->name_vi, a) ||
                 is_same_name(folded, x->name_en, a) ||
                 (own != NULL && strstr(folded, own) != NULL);
    if (a->refused)
        return tbi_no_memory(err, "the goals");
    if (column < 0 && !whole)
        return tbi_fail(err, TB_EDATA, TB_MSG_ATTAIN_NO_SUCH_PART, one->goal, one->index);
    if (!whole) {
        part.index = tbi_arena_printf(a, "%s.%s", x->code, x->indicator[column].code);
        part.asked = one->goal;
        part.asked_index = one->index;
        part.asked_of = 1;
    }
    return part.index != NULL && append_goal(l, part) ? TB_OK : tbi_no_memory(err, "the goals");
}

/* *out stays the caller's ask where no goal speaks of parts or of several names. l.groups
 * starts above the groups that the question has already. */
tb_status tbi_component_goals(const tb_ask **out, const tb_ask *ask, const tb_panel *p, int leading,
                              tb_arena *a, tb_err *err)
{
    goal_list l = { .n = 0 };
    bool any = false;
    tb_status st = TB_OK;
    *out = ask;
    for (size_t i = 0; i < ask->goals; i++) {
        tb_goal g;
        bool parts = parse_index_goal(&g, &ask->goal[i], leading) && g.parts != 0;
        size_t names = count_names(ask->goal[i].index);
        any |= parts || names > 1 || find_quoted_name(&ask->goal[i], a) != NULL;
        l.room += parts ? MOST_PARTS : names;
        l.groups = ask->goal[i].any > l.groups ? ask->goal[i].any : l.groups;
    }
    if (a->refused) /* a name in quotes that could not be kept is not "none" */
        return tbi_no_memory(err, "the goals");
    if (!any)
        return TB_OK;
    tb_ask *more = TB_NEW(a, tb_ask, 1);
    l.goal = TB_NEW(a, tb_ask_goal, l.room);
    if (more == NULL || l.goal == NULL)
        return tbi_no_memory(err, "the goals");
    for (size_t i = 0; i < ask->goals && st == TB_OK; i++) {
        tb_goal g;
        const char *quoted = find_quoted_name(&ask->goal[i], a);
        if (parse_index_goal(&g, &ask->goal[i], leading) && g.parts != 0)
            st = put_parts(&l, &ask->goal[i], &g, p, ask, a, err);
        else if (count_names(ask->goal[i].index) > 1)
            st = put_names(&l, &ask->goal[i], a, err);
        else if (quoted != NULL)
            st = put_quoted(&l, &ask->goal[i], quoted, p, ask, a, err);
        else if (!append_goal(&l, ask->goal[i]))
            st = tbi_no_memory(err, "the goals");
    }
    *more = *ask;
    more->goals = l.n;
    more->goal = l.goal;
    *out = more;
    return st;
}
