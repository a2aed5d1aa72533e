/* score_form.c - the heads of a score sheet: one to three rows, merged or not, below titles. */
#include "scenario/score_form.h"

#include "text/utf8.h"

#include <string.h>

/* titles above the heads of a ministry's form take up to a page; DEEPEST: rows of one head */
enum { ROWS_LOOKED_AT = 40, DEEPEST = 3, COLUMNS_LOOKED_AT = 40 };

/* Words of a folded head, the first role that has one of them; "=": the whole head. Points come
 * before names, since "diem tu danh gia cua tieu chi" is points. */
static const struct {
    tb_score_role role;
    const char *word;
} words[] = { { TB_SCORE_MAX, "toi da" },       { TB_SCORE_MAX, "diem chuan" },
              { TB_SCORE_MAX, "thang diem" },   { TB_SCORE_SELF, "tu danh gia" },
              { TB_SCORE_SELF, "tu cham" },     { TB_SCORE_APPRAISED, "tham dinh" },
              { TB_SCORE_SURVEY, "xhh" },       { TB_SCORE_SURVEY, "xa hoi hoc" },
              { TB_SCORE_SURVEY, "dieu tra" },  { TB_SCORE_APPRAISED, "bo noi vu" },
              { TB_SCORE_CHANCE, "kha nang" },  { TB_SCORE_CHANCE, "=chance" },
              { TB_SCORE_NOTE, "ghi chu" },     { TB_SCORE_NOTE, "kiem chung" },
              { TB_SCORE_NOTE, "giai trinh" },  { TB_SCORE_NOTE, "ly do" },
              { TB_SCORE_RESULT, "dat duoc" },  { TB_SCORE_RESULT, "ket qua" },
              { TB_SCORE_RESULT, "tong diem" }, { TB_SCORE_AGENCY, "co quan" },
              { TB_SCORE_AGENCY, "chu tri" },   { TB_SCORE_AGENCY, "phu trach" },
              { TB_SCORE_NUMBER, "=stt" },      { TB_SCORE_NUMBER, "=tt" },
              { TB_SCORE_NUMBER, "=so tt" },    { TB_SCORE_NUMBER, "=so thu tu" },
              { TB_SCORE_NUMBER, "=muc" },      { TB_SCORE_NUMBER, "=ma" },
              { TB_SCORE_NAME, "tieu chi" },    { TB_SCORE_NAME, "linh vuc" },
              { TB_SCORE_NAME, "noi dung" } };

/* Shares and places beside the points are not points. */
static bool is_other(const char *head)
{
    return strstr(head, "ty le") != NULL || strchr(head, '%') != NULL ||
           strstr(head, "xep hang") != NULL || strstr(head, "chenh lech") != NULL;
}

/* The first word of the list that the head has. TB_SCORE_ROLES: none. */
static tb_score_role find_role(const char *head)
{
    if (head[0] == '\0' || is_other(head))
        return TB_SCORE_ROLES;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *word = words[i].word;
        if (word[0] == '=' ? strcmp(head, word + 1) == 0 : strstr(head, word) != NULL)
            return words[i].role;
    }
    return TB_SCORE_ROLES;
}

/* The rows in which heads are looked for, folded: every cell is a part of several heads. */
typedef struct folded_rows {
    const tb_sheet_cell *cell[ROWS_LOOKED_AT + DEEPEST][COLUMNS_LOOKED_AT]; /* NULL: no text */
    const char *text[ROWS_LOOKED_AT + DEEPEST][COLUMNS_LOOKED_AT];
} folded_rows;

/* A merged cell is folded once for each row of its own. */
static void fold_rows(folded_rows *f, const tb_sheet *s, tb_arena *a)
{
    for (uint32_t r = 0; r < ROWS_LOOKED_AT + DEEPEST; r++)
        for (uint32_t c = 0; c < COLUMNS_LOOKED_AT; c++) {
            const tb_sheet_cell *x = tbi_sheet_covering(s, r, c);
            bool text = x != NULL && x->type == TB_CELL_TEXT;
            f->cell[r][c] = text ? x : NULL;
            if (text && c > 0 && f->cell[r][c - 1] == x)
                f->text[r][c] = f->text[r][c - 1];
            else
                f->text[r][c] = text ? tbi_utf8_fold(a, x->text) : NULL;
        }
}

/* The folded texts of a column in `deep` rows from `top`, each once. */
static const char *find_head(const folded_rows *f, uint32_t top, uint32_t deep, uint32_t column,
                             tb_arena *a)
{
    const char *head = "";
    const tb_sheet_cell *last = NULL;
    for (uint32_t r = top; r < top + deep && head != NULL; r++) {
        const tb_sheet_cell *x = f->cell[r][column];
        const char *text = f->text[r][column];
        if (x == NULL || x == last)
            continue;
        last = x;
        if (text != NULL)
            head = head[0] == '\0' ? text : tbi_arena_printf(a, "%s %s", head, text);
    }
    return head != NULL ? head : "";
}

/* The roles of the columns when the heads are `deep` rows from `top`; how many there are. top:
 * first row of the heads, from 0. A second column of a role is kept in `other`, since some forms
 * print self-assessment twice. */
static size_t count_roles(tb_score_form *f, const tb_sheet *s, const folded_rows *rows,
                          uint32_t top, uint32_t deep, tb_arena *a)
{
    size_t n = 0;
    for (int k = 0; k < TB_SCORE_ROLES; k++)
        f->column[k] = f->other[k] = -1;
    f->sheet = s;
    f->first = top + deep;
    for (uint32_t c = 0; c < COLUMNS_LOOKED_AT; c++) {
        tb_score_role role = find_role(find_head(rows, top, deep, c, a));
        if (role == TB_SCORE_ROLES)
            continue;
        if (f->column[role] >= 0) {
            f->other[role] = c;
            continue;
        }
        f->column[role] = c;
        n++;
    }
    return n;
}

/* A form needs a name, a maximum and points of at least one kind; all else may be missing. */
static bool is_whole(const tb_score_form *f)
{
    bool points = f->column[TB_SCORE_SELF] >= 0 || f->column[TB_SCORE_APPRAISED] >= 0 ||
                  f->column[TB_SCORE_SURVEY] >= 0 || f->column[TB_SCORE_RESULT] >= 0;
    return points && f->column[TB_SCORE_MAX] >= 0 && f->column[TB_SCORE_NAME] >= 0;
}

/* The texts above a row, from left to right and from above. */
static const char *find_title(const tb_sheet *s, uint32_t below, tb_arena *a)
{
    const char *title = "";
    for (size_t i = 0; i < s->cells && s->cell[i].row < below && title != NULL; i++)
        title =
            tbi_arena_printf(a, "%s%s%s", title, title[0] != '\0' ? " | " : "", s->cell[i].text);
    return title != NULL ? title : "";
}

/* Of all sheets and heads of 1 to DEEPEST rows the one in which most roles have a column. false:
 * none has all that a form needs. Ministries change the form from year to year: no position is
 * taken for granted. O(sheets x ROWS_LOOKED_AT x DEEPEST) heads; hidden sheets are passed over. */
bool tbi_score_form_find(tb_score_form *out, const tb_sheets *all, tb_arena *a)
{
    size_t best = 0;
    for (size_t k = 0; k < all->count; k++) {
        tb_arena scratch = { 0 };
        folded_rows *rows = all->sheet[k].hidden ? NULL : TB_NEW(&scratch, folded_rows, 1);
        if (rows != NULL)
            fold_rows(rows, &all->sheet[k], &scratch);
        for (uint32_t top = 0; top < ROWS_LOOKED_AT && rows != NULL; top++)
            for (uint32_t deep = 1; deep <= DEEPEST; deep++) {
                tb_score_form f = { .all = all };
                size_t n = count_roles(&f, &all->sheet[k], rows, top, deep, &scratch);
                if (n <= best || !is_whole(&f))
                    continue;
                best = n;
                *out = f;
                out->title = find_title(f.sheet, top, a);
            }
        tbi_arena_free(&scratch);
    }
    return best > 0;
}
