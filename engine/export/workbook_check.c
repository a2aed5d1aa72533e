/* workbook_check.c - a workbook read back part by part, by minizip. Refuses to know what stands in
 * a cell: it counts them. */
#include "export/workbook_check.h"

#include <minizip/unzip.h>
#include <string.h>

/* bytes unpacked at a time */
enum { PIECE = 1 << 16, LONGEST_NAME = 60 };

/* What has been seen of one part.
 * A part is one file in the package; zeroed before each. tail holds enough bytes for the end of
 * the longest root and a blank behind it. */
typedef struct part {
    char root[LONGEST_NAME + 1]; /* name of the root element */
    size_t named;                /* bytes of it; the name is whole when `known` */
    bool known, in_name;
    char before, last_but_one;   /* the two bytes before */
    char tail[LONGEST_NAME + 4]; /* the last bytes */
    size_t tails;
    size_t cells;
} part;

/* The first element that is no declaration and no comment; its name may come in two pieces.
 * Called byte by byte, and does nothing once the name is known. */
static void note_root(part *p, char c)
{
    bool ends = c == ' ' || c == '>' || c == '/';
    if (p->known)
        return;
    if (p->in_name && (ends || p->named == LONGEST_NAME))
        p->known = true;
    else if (p->in_name)
        p->root[p->named++] = c;
    else if (p->before == '<' && c != '?' && c != '!') {
        p->in_name = true;
        p->root[p->named++] = c;
    }
}

/* Counts "<c ", with which every cell of a worksheet begins. The state goes on from piece to
 * piece.
 * bytes [n]: one piece as it was unpacked. The tail is kept so that has_ended can look at the
 * last bytes even when the last piece is shorter than the closing element. */
static void count_cells(part *p, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        note_root(p, bytes[i]);
        p->cells += p->last_but_one == '<' && p->before == 'c' && bytes[i] == ' ';
        p->last_but_one = p->before;
        p->before = bytes[i];
    }
    size_t keep = n < sizeof p->tail ? n : sizeof p->tail;
    size_t old = p->tails + keep > sizeof p->tail ? sizeof p->tail - keep : p->tails;
    memmove(p->tail, p->tail + p->tails - old, old);
    memcpy(p->tail + old, bytes + n - keep, keep);
    p->tails = old + keep;
}

/* Whether the last bytes are "</root>".
 * A part that was cut off by a full disk still unpacks, but does not end so. */
static bool has_ended(const part *p)
{
    size_t n = p->named + 3, blank = 0;
    while (blank < p->tails && strchr("\r\n ", p->tail[p->tails - 1 - blank]) != NULL)
        blank++;
    if (!p->known || p->tails < n + blank)
        return false;
    const char *end = p->tail + p->tails - blank - n;
    return end[0] == '<' && end[1] == '/' && memcmp(end + 2, p->root, p->named) == 0 &&
           end[n - 1] == '>';
}

/* room [PIECE]. A part is whole when it ends without an error of its checksum and with the end of
 * its root.
 * file stands at the part to read. *cells grows by those of this part, whatever it is: only
 * sheets have elements named c. */
static bool read_part(unzFile file, char *room, size_t *cells)
{
    part p = { .known = false };
    int got = 0;
    if (unzOpenCurrentFile(file) != UNZ_OK)
        return false;
    while ((got = unzReadCurrentFile(file, room, PIECE)) > 0)
        count_cells(&p, room, (size_t)got);
    bool whole = unzCloseCurrentFile(file) == UNZ_OK && got == 0 && has_ended(&p);
    *cells += p.cells;
    return whole;
}

/* cells: how many were written into all sheets. */
bool tbi_workbook_whole(const char *path, size_t cells)
{
    char room[PIECE];
    size_t found = 0;
    unzFile file = unzOpen64(path);
    bool whole = file != NULL && unzGoToFirstFile(file) == UNZ_OK;
    int next = UNZ_OK;
    for (; whole && next == UNZ_OK; next = whole ? unzGoToNextFile(file) : UNZ_OK)
        whole = read_part(file, room, &found);
    if (file != NULL)
        unzClose(file);
    return whole && next == UNZ_END_OF_LIST_OF_FILE && found == cells;
}
