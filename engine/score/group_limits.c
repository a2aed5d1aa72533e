/* group_limits.c - where groups begin, as schemes.csv and facts write it: cut-offs
 * "A:90;B:80;C:70", or sizes by the number of provinces "63:16/16/15/16;61:...". */
#include "score/group_limits.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* the four groups of PAPI, which sizes alone do not name */
static const char *const quarters[] = { "high", "mid-high", "mid-low", "low" };

/* false: no name, one too long, or more groups than there is room for beside the last one. */
static bool read_next_name(tb_groups *g, const char *name, size_t n, double from)
{
    if (g->count >= TB_GROUPS_MAX - 1 || n == 0 || n >= sizeof g->name[0])
        return false;
    memcpy(g->name[g->count], name, n);
    g->name[g->count][n] = '\0';
    g->from[g->count++] = from;
    return true;
}

/* The group below the last cut-off: the next letter. */
static void close_cuts(tb_groups *g)
{
    const char *last = g->name[g->count - 1];
    bool letter = last[0] >= 'A' && last[0] < 'Z' && last[1] == '\0';
    char below[12] = "below";
    if (letter)
        snprintf(below, sizeof below, "%c", last[0] + 1);
    read_next_name(g, below, strlen(below), -INFINITY);
}

/* "A:90;B:80;C:70" */
static bool read_cuts(tb_groups *g, const char *text)
{
    for (const char *p = text; *p != '\0';) {
        size_t n = strcspn(p, ";");
        size_t label = strcspn(p, ":");
        double from;
        if (label >= n || !tbi_parse_double(&from, NULL, p + label + 1, n - label - 1, false))
            return false;
        if (g->count > 0 && from >= g->from[g->count - 1])
            return false;
        if (!read_next_name(g, p, label, from))
            return false;
        p += n + (p[n] == ';');
    }
    if (g->count == 0)
        return false;
    close_cuts(g);
    return true;
}

/* "16/16/15/16" */
static bool read_sizes(tb_groups *g, const char *p, size_t n)
{
    const char *end = p + n;
    int sum = 0;
    while (p < end) {
        size_t m = strcspn(p, "/;");
        long long size;
        if (p + m > end || g->count == 4 || !tbi_parse_int(&size, p, m, 0, 100000))
            return false;
        g->size[g->count] = (int)size;
        snprintf(g->name[g->count], sizeof g->name[0], "%s", quarters[g->count]);
        g->count++;
        sum += (int)size;
        p += m + 1;
    }
    g->by_size = true;
    return g->count == 4 && sum == g->n_grouped;
}

/* Two forms: cut-offs by score ("A:90;B:80"), or sizes by number of units
 * ("63:16/16/15/16;..."). */
bool tbi_group_limits_read(tb_groups *out, const char *text, int n_grouped)
{
    *out = (tb_groups){ .n_grouped = n_grouped };
    if (text == NULL || text[0] == '\0')
        return false;
    if (text[0] < '0' || text[0] > '9') {
        if (read_cuts(out, text))
            return true;
        *out = (tb_groups){ .n_grouped = n_grouped };
        return false;
    }
    for (const char *p = text; *p != '\0';) {
        size_t n = strcspn(p, ";");
        size_t key = strcspn(p, ":");
        long long units;
        if (key < n && tbi_parse_int(&units, p, key, 1, 1000000) && units == n_grouped &&
            read_sizes(out, p + key + 1, n - key - 1))
            return true;
        *out = (tb_groups){ .n_grouped = n_grouped };
        p += n + (p[n] == ';');
    }
    return false;
}

/* Cut-offs that were published for a single year (tolerance 0: a rule, not the lowest score that
 * was seen). */
bool tbi_group_limits_year(tb_groups *out, const tb_index *x, int year)
{
    *out = (tb_groups){ 0 };
    for (size_t i = 0; i < x->n_fact; i++) {
        const tb_fact *f = &x->fact[i];
        bool cut = f->year == year && strcmp(f->kind, "group_from") == 0 &&
                   strcmp(f->scope, "VN") == 0 && f->indicator == 0 && f->tolerance == 0 &&
                   !isnan(f->value);
        if (!cut)
            continue;
        size_t at = out->count; /* descending by cut-off */
        if (at >= TB_GROUPS_MAX - 1 || strlen(f->label) >= sizeof out->name[0] ||
            f->label[0] == '\0')
            return false;
        for (; at > 0 && out->from[at - 1] < f->value; at--) {
            out->from[at] = out->from[at - 1];
            memcpy(out->name[at], out->name[at - 1], sizeof out->name[0]);
        }
        out->from[at] = f->value;
        snprintf(out->name[at], sizeof out->name[0], "%s", f->label);
        out->count++;
    }
    if (out->count == 0)
        return false;
    close_cuts(out);
    return true;
}

/* Case counts: groups are letters or our own words. */
static bool has_name(const tb_groups *g, const char *name)
{
    for (size_t i = 0; i < g->count; i++)
        if (strcmp(g->name[i], name) == 0)
            return true;
    return false;
}

/* Whether any scheme or year of the index has limits for a group of this name. */
bool tbi_group_limits_name(const tb_index *x, const char *name)
{
    tb_groups g;
    for (size_t i = 0; i < x->n_scheme; i++) {
        const char *text = x->scheme[i].groups;
        long long units = 0;
        if (text == NULL)
            continue;
        /* by size: any entry of it will do */
        tbi_parse_int(&units, text, strcspn(text, ":"), 1, 1000000);
        if (tbi_group_limits_read(&g, text, (int)units) && has_name(&g, name))
            return true;
    }
    for (size_t i = 0; i < x->n_year; i++)
        if (tbi_group_limits_year(&g, x, x->year[i]) && has_name(&g, name))
            return true;
    return false;
}
