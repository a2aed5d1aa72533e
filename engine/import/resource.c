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
    /* columns that a table of the role has, each or one of its other names; "": none more */
    static const struct {
        tb_role role;
        const char *column[3];
    } rows[] = {
        { TB_ROLE_FACTS, { "scope", "kind", "" } },
        { TB_ROLE_ADOPTION, { "measure", "unit", "" } },
        { TB_ROLE_PRECISION, { "std error", "indicator", "" } },
        { TB_ROLE_AGENCIES, { "agency", "successor", "" } },
        { TB_ROLE_CRITERIA, { "scheme", "how", "" } },
        { TB_ROLE_SCHEMES, { "scheme", "first year", "" } },
        { TB_ROLE_STRUCTURE, { "code", "parent|first year", "" } },
        { TB_ROLE_HEADS, { "index", "indicator", "head" } },
        { TB_ROLE_CONFLICTS, { "kept", "other", "" } },
        { TB_ROLE_ALIASES, { "alias", "unit", "" } },
        { TB_ROLE_NEIGHBOURS, { "neighbour unit", "", "" } },
        { TB_ROLE_NOT_UNITS, { "label", "what it is", "" } },
        { TB_ROLE_NONE, { "component|goal|output type", "", "" } },
        { TB_ROLE_NONE, { "criterion", "max", "" } },
        { TB_ROLE_VALUES, { "indicator", "value", "" } },
        { TB_ROLE_SOURCES, { "source|id", "publisher", "title" } },
        { TB_ROLE_INDICES, { "index", "publisher", "" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool all = true;
        for (size_t k = 0; k < 3 && all; k++)
            all = rows[i].column[k][0] == '\0' || has_column(c, rows[i].column[k]);
        if (all)
            return rows[i].role;
    }
    if (has_column(c, "unit|code") && has_column(c, "name vi|name en|name") &&
        has_only_unit_columns(c))
        return TB_ROLE_UNITS;
    return TB_ROLE_VALUES;
}
