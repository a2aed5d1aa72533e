/* left_out.c - which units a table of all units leaves out. A line that a PDF broke over a page, or
 * a row that was lost in copying, leaves no trace in the figures: only counting shows it. */
#include "import/cell_reader.h"

#include "base/buf.h"
#include "base/file.h"
#include "messages/import.h"

#include <string.h>

enum { NAMED = 12 }; /* then "..." */

/* Room for the codes that were there when the first row came. A unit that comes up later is
 * not in the units table, and only those of the table can be left out. */
void tbi_units_seen(tb_cell_reader *w, ptrdiff_t code)
{
    tb_builder *d = w->r->draft;
    if (w->seen == NULL) {
        w->seen = TB_NEW(&w->own, bool, d->codes);
        w->seen_codes = d->codes;
    }
    if (w->seen != NULL && (size_t)code < w->seen_codes)
        w->seen[code] = true;
}

/* Whether a unit of the year has no row with a figure. */
static bool is_left_out(const tb_cell_reader *w, const tb_unit *u, int year)
{
    ptrdiff_t code = tbi_builder_code(w->r->draft, u->code, strlen(u->code), false);
    return tb_unit_holds(u, year) && code >= 0 && (size_t)code < w->seen_codes && !w->seen[code];
}

/* How many; the first NAMED of them by name. */
static size_t list_left_out(tb_buf *names, const tb_cell_reader *w, int year)
{
    size_t n = 0;
    for (size_t i = 0; i < w->r->draft->units; i++) {
        const tb_unit *u = &w->r->draft->unit[i];
        if (!is_left_out(w, u, year))
            continue;
        if (n < NAMED)
            tbi_buf_printf(names, "%s%s", n > 0 ? ", " : "", u->name_vi);
        else if (n == NAMED)
            tbi_buf_text(names, ", ...");
        n++;
    }
    return n;
}

/* Each unit that is left out is a fault of its own: one of them may be so in print. */
static void note_faults(const tb_cell_reader *w, int year)
{
    for (size_t i = 0; i < w->r->draft->units; i++) {
        const tb_unit *u = &w->r->draft->unit[i];
        if (is_left_out(w, u, year))
            (void)tbi_fault_met(
                w->r, tbi_fault_name(w->r, "left-out", w->index->code, "", year, u->code));
    }
}

/* Only where all units are known, and only of tables from outside a package. More than half
 * left out is no oversight but a table of a few. */
void tbi_note_left_out(tb_cell_reader *w, int year)
{
    /* units of the year; 0 where nobody knows them */
    size_t of = w->r->draft->has_units ? tbi_reading_units_in(w->r, year) : 0;
    if (w->of->packaged || w->seen == NULL || of == 0)
        return;
    tb_buf names = { 0 };
    size_t n = list_left_out(&names, w, year);
    /* a table of a few provinces is one of a few provinces */
    if (n > 0 && n * 2 <= of && !names.failed) {
        tbi_reading_note(w->r, "units-left-out", TB_MSG_IMPORT_UNITS_LEFT_OUT,
                         tbi_file_name(w->of->path), n, of, year, names.data);
        if (w->of->all != NULL && w->of->all->guessed)
            note_faults(w, year);
    }
    if (names.failed)
        w->r->no_memory = true;
    tbi_buf_free(&names);
}
