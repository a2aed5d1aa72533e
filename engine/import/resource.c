/* resource.c - what a table is, by what the package says of it or by its first row. */
#include "import/resource.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Whether `word` is one of the words between the bars. */
static bool is_one_of(const char *word, const char *words)
{
    size_t n = strlen(word);
    for (const char *p = words; *p != '\0';) {
        const char *bar = strchr(p, '|');
        size_t m = bar != NULL ? (size_t)(bar - p) : strlen(p);
        if (m == n && memcmp(p, word, n) == 0)
            return true;
        p += m + (bar != NULL);
    }
    return false;
}

/* The first column counts when two have the same head; whether heads stand twice is
 * sheet_rows.c's question. */
ptrdiff_t tbi_csv_column(const tb_csv *c, const char *names)
{
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        if (is_one_of(tbi_csv_head_folded(c, i), names))
            return (ptrdiff_t)i;
    return -1;
}

/* names: as tbi_csv_column takes them, '|' between them */
static bool has_column(const tb_csv *c, const char *name)
{
    return tbi_csv_column(c, name) >= 0;
}

/* A table of units has columns of a units table only. */
static bool has_only_unit_columns(const tb_csv *c)
{
    static const char *const known =
        "unit|code|name vi|name en|name|region|region vi|region en|region code|kind|type|iso 3166 "
        "2|valid from|valid to|successor|note";
    for (size_t i = 0; i < tbi_csv_columns(c); i++)
        if (!is_one_of(tbi_csv_head_folded(c, i), known))
            return false;
    return true;
}

/* The order matters: the columns of a role may be among those of one further down. What other
 * commands read is TB_ROLE_NONE, and what is left is taken for figures. */
tb_role tbi_role_of_table(const tb_csv *c)
{
    if (has_column(c, "scope") && has_column(c, "kind"))
        return TB_ROLE_FACTS;
    if (has_column(c, "measure") && has_column(c, "unit"))
        return TB_ROLE_ADOPTION;
    if (has_column(c, "std error") && has_column(c, "indicator"))
        return TB_ROLE_PRECISION;
    if (has_column(c, "agency") && has_column(c, "successor"))
        return TB_ROLE_AGENCIES;
    if (has_column(c, "scheme") && has_column(c, "how"))
        return TB_ROLE_CRITERIA;
    if (has_column(c, "scheme") && has_column(c, "first year"))
        return TB_ROLE_SCHEMES;
    if (has_column(c, "code") && (has_column(c, "parent") || has_column(c, "first year")))
        return TB_ROLE_STRUCTURE;
    if (has_column(c, "index") && has_column(c, "indicator") && has_column(c, "head"))
        return TB_ROLE_HEADS;
    if (has_column(c, "kept") && has_column(c, "other"))
        return TB_ROLE_CONFLICTS;
    if (has_column(c, "alias") && has_column(c, "unit"))
        return TB_ROLE_ALIASES;
    if (has_column(c, "neighbour unit"))
        return TB_ROLE_NEIGHBOURS;
    if (has_column(c, "label") && has_column(c, "what it is"))
        return TB_ROLE_NOT_UNITS;
    if (has_column(c, "component") || has_column(c, "goal") || has_column(c, "output type") ||
        (has_column(c, "criterion") && has_column(c, "max")))
        return TB_ROLE_NONE;
    if (has_column(c, "indicator") && has_column(c, "value"))
        return TB_ROLE_VALUES;
    if (has_column(c, "source|id") && has_column(c, "publisher") && has_column(c, "title"))
        return TB_ROLE_SOURCES;
    if (has_column(c, "index") && has_column(c, "publisher"))
        return TB_ROLE_INDICES;
    if (has_column(c, "unit|code") && has_column(c, "name vi|name en|name") &&
        has_only_unit_columns(c))
        return TB_ROLE_UNITS;
    return TB_ROLE_VALUES;
}
