/* render/table.h - aligned columns for eyes: widths by what a terminal shows, so that Vietnamese
 * words line up. */
#ifndef TB_RENDER_TABLE_H
#define TB_RENDER_TABLE_H

#include "base/arena.h"
#include "base/buf.h"

#include <tangbac/report.h>

enum { TB_TABLE_COLUMNS = 24 };

/* Cells as texts; widths are found when it is printed, by columns of a terminal and not by bytes.
 */
typedef struct tb_table {
    tb_arena *arena;
    size_t columns, rows, room;
    const char *head[TB_TABLE_COLUMNS];
    char align[TB_TABLE_COLUMNS]; /* 'l' or 'r' */
    const char **cell;            /* [rows][columns]; NULL = empty */
    /* no memory for a cell: what is printed is not whole */
    bool failed;
} tb_table;

/* columns: alternating alignment ('l' or 'r' first character) and head: "lProvince", "rRank", NULL.
 * */
void tbi_table_start(tb_table *t, tb_arena *a, const char *const *columns);
/* Adds a row; each of `columns` cells is a text (copied) or NULL. */
void tbi_table_row(tb_table *t, const char *const *cell);
/* Prints heads, a rule and the rows, two spaces between columns, no spaces at line ends; `indent`
 * spaces before each line. */
void tbi_table_print(const tb_table *t, tb_buf *out, size_t indent);

/* Numbers for eyes in the arena: `decimals` digits behind the point, which is a comma in
 * Vietnamese; "–" when not finite. */
const char *tbi_say_number(tb_arena *a, double x, int decimals, tb_lang lang);
/* A chance 0..1 as a percentage; never "0%" or "100%" unless exactly so: "<1%", ">99%". */
const char *tbi_say_chance(tb_arena *a, double p, tb_lang lang);

#endif
