/* import/resource.h - which tables an import reads, in which order, and what each of them is. */
#ifndef TB_IMPORT_RESOURCE_H
#define TB_IMPORT_RESOURCE_H

#include "base/arena.h"
#include "sheet/sheet.h"
#include "text/csv.h"

#include <stdbool.h>
#include <tangbac/error.h>

/* In the order in which they are read: later ones name things of earlier ones. */
typedef enum tb_role {
    TB_ROLE_UNITS,
    TB_ROLE_ALIASES,
    TB_ROLE_NOT_UNITS,
    TB_ROLE_NEIGHBOURS,
    TB_ROLE_INDICES,
    TB_ROLE_SOURCES,
    TB_ROLE_STRUCTURE,
    TB_ROLE_SCHEMES,
    TB_ROLE_HEADS,
    TB_ROLE_CONFLICTS,
    TB_ROLE_FACTS,
    TB_ROLE_VALUES,
    TB_ROLE_AGENCIES, /* plain tables beside the figures: panel/record.h */
    TB_ROLE_MEASURES,
    TB_ROLE_ADOPTION,
    TB_ROLE_CRITERIA,
    TB_ROLE_PRECISION,
    TB_ROLE_STUDIES,
    TB_ROLE_NONE,   /* levers, goals, templates, scenarios: other commands read these */
    TB_ROLE_UNKNOWN /* its first row will tell */
} tb_role;

/* One table to be read; sheets are owned by tb_open_sheets, everything else by the arena. */
typedef struct tb_resource {
    /* what the table is; UNKNOWN until tbi_find_tables has looked */
    tb_role role;
    /* as the caller wrote it, "-" for standard input; of a package, its folder and the path
     * in it */
    const char *path;
    const char *index;        /* "" = from the table */
    int valid_from, valid_to; /* aliases: years in which they hold */
    bool complete;            /* offered as complete */
    tb_dialect dialect;       /* of a package */
    const tb_sheet *sheet;    /* NULL: a CSV file that begins with its heads */
    const tb_sheets *all;     /* that the sheet is one of */
    bool packaged;            /* of a data package, not named on the command line */
} tb_resource;

/* The sheet where a file has several, for places in messages; NULL: the file's name is enough. */
static inline const char *tbi_resource_sheet(const tb_resource *x)
{
    return x != NULL && x->sheet != NULL && x->all != NULL && x->all->count > 1 ? x->sheet->name
                                                                                : NULL;
}

/* A list in the order in which tables will be read, once it is sorted by role. */
typedef struct tb_resources {
    tb_resource *item;
    size_t count, room;
} tb_resources;

/* Adds what a source stands for: a datapackage.json, a folder that holds one, or a table. Paths are
 * the arena's. */
TB_MUST_CHECK tb_status tbi_resources_add(tb_resources *r, const char *source, tb_arena *a,
                                          tb_err *err);

/* Adds one more resource; false: no memory. */
bool tbi_resources_put(tb_resources *r, const tb_resource *x, tb_arena *a);

/* What a table is by the names of its columns; TB_ROLE_VALUES for long and wide tables of figures.
 * */
tb_role tbi_role_of_table(const tb_csv *c);

/* The position of a column by any of its names ('|' between them; folded), -1 when there is none.
 * */
ptrdiff_t tbi_csv_column(const tb_csv *c, const char *names);

#endif
