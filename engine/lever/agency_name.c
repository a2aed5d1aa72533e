/* agency_name.c - names of agencies by year. Departments were merged in March 2025 and districts
 * abolished in July 2025, so that one order has other addressees before and after. */
#include "lever/agency_name.h"

#include "messages/lever.h"
#include "text/date.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* REORGANISED: the year in which "nay là ..." came true: all of the catalogue's are of that
 * reorganisation. SUCCESSIONS: as many times may an agency be merged into another. */
enum { REORGANISED = 2025, SUCCESSIONS = 8, PARTS = 32 };

/* What a remark in parentheses says. */
typedef struct remark {
    int renamed, until; /* years; 0 = not said */
    const char *later;  /* the new name, up to `end` */
    const char *end;    /* the closing parenthesis */
} remark;

/* One part of a cell. */
typedef struct part {
    const char *name; /* without its remark, where the table knows it */
    const char *rest; /* a remark that is not about names, with its parentheses, or "" */
    const char *text; /* as written */
    size_t n;         /* of text */
    bool known;       /* to the table */
    /* who it is on 1 January, or on the day of the question in that year, and on 31 December;
     * NULL = nobody */
    const tb_agency_period *from, *to;
} part;

/* ---- The table ---- */

/* A period of which a date cannot be read is open on that side: importing and reading refuse it. */
static bool add_period(tb_agency_period *p, const tb_agency *row, tb_arena *a)
{
    int ignored = 0;
    *p = (tb_agency_period){ .row = row, .first = TB_DAY_FIRST, .last = TB_DAY_LAST };
    if (row->from[0] != '\0' && !tbi_date_span(&p->first, &ignored, row->from))
        p->first = TB_DAY_FIRST;
    if (row->to[0] != '\0' && !tbi_date_span(&ignored, &p->last, row->to))
        p->last = TB_DAY_LAST;
    p->folded_vi = tbi_utf8_fold(a, row->name_vi);
    p->folded_en = tbi_utf8_fold(a, row->name_en);
    return p->folded_vi != NULL && p->folded_en != NULL;
}

/* The asker's own rows of an agency take the place of all of the panel's, whatever their
 * periods. */
static bool has_agency(const tb_ask *ask, const char *agency)
{
    for (size_t i = 0; ask != NULL && i < ask->agencies; i++)
        if (strcmp(ask->agency[i].agency, agency) == 0)
            return true;
    return false;
}

/* Names are folded here once; cells are looked up many times. */
bool tbi_agency_table_make(tb_agency_table *out, const tb_panel *panel, const tb_ask *ask,
                           const tb_unit *unit, tb_arena *a)
{
    size_t own = ask != NULL ? ask->agencies : 0;
    size_t of_panel = panel != NULL ? tb_panel_agencies(panel) : 0;
    tb_agency_period *p = TB_NEW(a, tb_agency_period, own + of_panel + 1);
    bool room = p != NULL;
    bool city = unit != NULL && strcmp(unit->kind, "municipality") == 0;
    *out = (tb_agency_table){ .city = city, .period = p, .asked = ask != NULL ? ask->asked : 0 };
    for (size_t i = 0; i < own && room; i++)
        room = add_period(&p[out->count++], &ask->agency[i], a);
    for (size_t i = 0; i < of_panel && room; i++) {
        const tb_agency *row = tb_panel_agency_at(panel, i);
        if (!has_agency(ask, row->agency))
            room = add_period(&p[out->count++], row, a);
    }
    return room;
}

/* The agency that has the name in any period, in either language; NULL: none. */
static const tb_agency_period *find_agency(const tb_agency_table *t, const char *folded)
{
    for (size_t i = 0; folded[0] != '\0' && i < t->count; i++)
        if (strcmp(t->period[i].folded_vi, folded) == 0 ||
            strcmp(t->period[i].folded_en, folded) == 0)
            return &t->period[i];
    return NULL;
}

/* The one agency that became this one and held on the day; NULL when none or several did: which of
 * two departments was meant cannot be told from the name of both. */
static const tb_agency_period *find_predecessor(const tb_agency_table *t, const char *id, int day)
{
    const tb_agency_period *found = NULL;
    for (size_t i = 0; i < t->count; i++) {
        const tb_agency_period *p = &t->period[i];
        bool was = strcmp(p->row->successor, id) == 0 && p->first <= day && day <= p->last;
        if (was && found != NULL)
            return NULL;
        if (was)
            found = p;
    }
    return found;
}

/* The name that an agency, or what took its place, has on a day; NULL: there is none. */
static const tb_agency_period *find_period(const tb_agency_table *t, const char *id, int day)
{
    for (int depth = 0; depth < SUCCESSIONS && id[0] != '\0'; depth++) {
        const tb_agency_period *ended = NULL;
        for (size_t i = 0; i < t->count; i++) {
            const tb_agency_period *p = &t->period[i];
            if (strcmp(p->row->agency, id) != 0)
                continue;
            if (p->first <= day && day <= p->last)
                return p;
            if (p->last < day && (ended == NULL || p->last > ended->last))
                ended = p;
        }
        if (ended == NULL)
            return find_predecessor(t, id, day);
        id = ended->row->successor;
    }
    return NULL;
}

/* ---- Remarks of a cell ---- */

/* The last number of four digits between two places; 0 = none. */
static int find_year(const char *from, const char *end)
{
    int year = 0;
    for (const char *p = from; p < end; p++) {
        size_t n = strspn(p, "0123456789");
        if (n == 4)
            year = atoi(p);
        p += n > 0 ? n - 1 : 0;
    }
    return year;
}

/* The first of the words that the text begins with is passed over; NULL: none. word ends
 * with NULL. */
static const char *skip_words(const char *text, const char *const *word)
{
    for (size_t i = 0; word[i] != NULL; i++)
        if (strncmp(text, word[i], strlen(word[i])) == 0)
            return text + strlen(word[i]);
    return NULL;
}

/* What stands in parentheses behind an agency's name: since when it has another name ('từ 2025:
 * Sở Nội vụ'), which it has now, or until when it held. */
static remark read_remark(const char *open, const char *end)
{
    static const char *const since[] = { "từ ", "from ", "since ", NULL };
    static const char *const now[] = { "nay là ", "now ", NULL };
    static const char *const until[] = { "đến ", "until ", "to ", NULL };
    remark r = { .end = end };
    const char *colon = memchr(open, ':', (size_t)(end - open));
    const char *after;
    if (skip_words(open, since) != NULL && colon != NULL) {
        r.renamed = find_year(open, colon);
        r.later = colon + 1 + strspn(colon + 1, " ");
    } else if ((after = skip_words(open, now)) != NULL) {
        r.renamed = REORGANISED;
        r.later = after;
    } else if (skip_words(open, until) != NULL) {
        r.until = find_year(open, end);
    }
    return r;
}

/* A part that the table does not know, as named in the year; "" when it no longer existed, NULL
 * when there is no room. */
static const char *name_by_remark(const char *text, size_t n, int year, tb_arena *a)
{
    const char *open = memchr(text, '(', n);
    const char *end = open != NULL ? memchr(open, ')', n - (size_t)(open - text)) : NULL;
    if (end == NULL)
        return tbi_arena_text_n(a, text, n);
    remark r = read_remark(open + 1, end);
    size_t head = (size_t)(open - text);
    while (head > 0 && text[head - 1] == ' ')
        head--;
    if (r.renamed > 0 && year < r.renamed)
        return tbi_arena_text_n(a, text, head);
    if (r.renamed > 0 && year > r.renamed)
        return tbi_arena_text_n(a, r.later, (size_t)(end - r.later));
    if (r.until > 0 && year > r.until)
        return "";
    if (r.until > 0 && year < r.until)
        return tbi_arena_text_n(a, text, head);
    return tbi_arena_text_n(a, text, n);
}

/* ---- A cell ---- */

/* The length of the next part: up to a ';' outside parentheses. */
static size_t measure_part(const char *text)
{
    size_t n = 0;
    for (int depth = 0; text[n] != '\0' && (depth > 0 || text[n] != ';'); n++)
        depth += text[n] == '(' ? 1 : text[n] == ')' ? -1 : 0;
    return n;
}

/* Looks a part up without its remark; a remark that is not about names stays. false: no memory. */
static bool look_up_part(part *p, const tb_agency_table *t, int year, tb_arena *a)
{
    const char *open = memchr(p->text, '(', p->n);
    const char *end = open != NULL ? memchr(open, ')', p->n - (size_t)(open - p->text)) : NULL;
    size_t head = end != NULL ? (size_t)(open - p->text) : p->n;
    while (head > 0 && p->text[head - 1] == ' ')
        head--;
    p->rest = "";
    p->name = tbi_arena_text_n(a, p->text, head);
    const char *folded = p->name != NULL ? tbi_utf8_fold(a, p->name) : NULL;
    if (folded == NULL)
        return p->name != NULL && !a->refused; /* not UTF-8: not known */
    if (end != NULL) {
        remark r = read_remark(open + 1, end);
        if (r.renamed == 0 && r.until == 0)
            p->rest = tbi_arena_printf(a, " %.*s", (int)(end + 1 - open), open);
    }
    const tb_agency_period *found = find_agency(t, folded);
    p->known = found != NULL;
    if (found != NULL) {
        int first = 10000 * year + 101;
        first = t->asked / 10000 == year && t->asked > first ? t->asked : first;
        p->from = find_period(t, found->row->agency, first);
        p->to = find_period(t, found->row->agency, 10000 * year + 1231);
        /* a name that was yet to come, for which two departments stood: as it was written */
        p->known = p->from != NULL || p->to != NULL || found->last < first;
    }
    return p->rest != NULL;
}

/* A city of the rank of a province may have names of its own for it. English falls back on
 * Vietnamese. */
static const char *give_name(const tb_agency_table *t, const tb_agency_period *p, bool vietnamese)
{
    const char *city = vietnamese ? p->row->city_vi : p->row->city_en;
    if (t->city && city[0] != '\0')
        return city;
    return vietnamese || p->row->name_en[0] == '\0' ? p->row->name_vi : p->row->name_en;
}

/* As dates are written in either language. */
static const char *say_day(int day, bool vietnamese, tb_arena *a)
{
    int y = day / 10000;
    int m = day / 100 % 100;
    int d = day % 100;
    return vietnamese ? tbi_arena_printf(a, "%d/%d/%d", d, m, y)
                      : tbi_arena_printf(a, "%d-%02d-%02d", y, m, d);
}

/* Whether another part of the cell has that name at the end of the year, and so says it already. */
static bool is_said(const part *p, size_t n, size_t at, const tb_agency_period *name)
{
    for (size_t i = 0; i < n; i++)
        if (i != at && p[i].known && p[i].from == name && p[i].to == name)
            return true;
    return false;
}

/* The text of part i; "" when it had ended, NULL without memory. */
static const char *say_part(const tb_agency_table *t, const part *p, size_t n, size_t i, int year,
                            bool vietnamese, tb_arena *a)
{
    const part *one = &p[i];
    const char *said[2] = { NULL, NULL }; /* English, Vietnamese */
    if (!one->known)
        return name_by_remark(one->text, one->n, year, a);
    if (one->from == NULL && one->to == NULL)
        return "";
    const char *before = one->from != NULL ? give_name(t, one->from, vietnamese) : "";
    const char *after = one->to != NULL ? give_name(t, one->to, vietnamese) : "";
    bool two = one->from != one->to && strcmp(before, after) != 0;
    if (!two)
        return tbi_arena_printf(a, "%s%s", after, one->rest);
    bool ends = one->to == NULL || is_said(p, n, i, one->to);
    int day = one->from == NULL                  ? one->to->first
              : ends                             ? one->from->last
              : one->to->first > one->from->last ? one->to->first
                                                 : tbi_day_after(one->from->last);
    const char *on = say_day(day, vietnamese, a);
    bool room = on != NULL;
    if (room && one->from == NULL)
        room = tbi_arena_pair(a, &said[0], &said[1], TB_MSG_LEVER_AGENCY_FROM, after, on);
    else if (room && ends)
        room = tbi_arena_pair(a, &said[0], &said[1], TB_MSG_LEVER_AGENCY_UNTIL, before, on);
    else if (room)
        room = tbi_arena_pair(a, &said[0], &said[1], TB_MSG_LEVER_AGENCY_THEN, before, on, after);
    return room ? tbi_arena_printf(a, "%s%s", said[vietnamese], one->rest) : NULL;
}

/* Whether the same words stand in the list already. */
static bool is_listed(const char *const *text, size_t n, const char *one)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(text[i], one) == 0)
            return true;
    return false;
}

/* The parts of a cell in the year, without those that had ended and those said twice; *n of them.
 * text [PARTS]. More than PARTS are not read: no order has as many addressees. */
static bool name_parts(const char **text, size_t *n, const tb_agency_table *t, const char *cell,
                       int year, bool vietnamese, tb_arena *a)
{
    part list[PARTS] = { { .name = NULL } };
    size_t parts = 0;
    *n = 0;
    while (cell != NULL && *cell != '\0' && parts < PARTS) {
        size_t length = measure_part(cell);
        size_t lead = strspn(cell, " ") < length ? strspn(cell, " ") : length;
        list[parts] = (part){ .text = cell + lead, .n = length - lead };
        if (!look_up_part(&list[parts++], t, year, a))
            return false;
        cell += length + (cell[length] == ';');
    }
    for (size_t i = 0; i < parts; i++) {
        const char *one = say_part(t, list, parts, i, year, vietnamese, a);
        if (one == NULL)
            return false;
        if (one[0] != '\0' && !is_listed(text, *n, one))
            text[(*n)++] = one;
    }
    return true;
}

/* The first part that is left is in charge, also when the one before it has ended. */
bool tbi_agencies_of_year(const char **in_charge, const char **with, const tb_agency_table *t,
                          const char *cell, int year, bool vietnamese, tb_arena *a)
{
    const char *text[PARTS];
    size_t n = 0;
    *in_charge = "";
    *with = "";
    if (!name_parts(text, &n, t, cell, year, vietnamese, a))
        return false;
    for (size_t i = 0; i < n && *with != NULL; i++) {
        if (i == 0)
            *in_charge = text[0];
        else
            *with = tbi_arena_printf(a, "%s%s%s", *with, i > 1 ? "; " : "", text[i]);
    }
    return *with != NULL;
}

/* As tbi_agencies_of_year gives them, one list. */
bool tbi_agencies_text(const char **out, const tb_agency_table *t, const char *cell, int year,
                       bool vietnamese, tb_arena *a)
{
    const char *in_charge = "";
    const char *with = "";
    if (!tbi_agencies_of_year(&in_charge, &with, t, cell, year, vietnamese, a))
        return false;
    *out = with[0] != '\0' ? tbi_arena_printf(a, "%s; %s", in_charge, with) : in_charge;
    return *out != NULL;
}
