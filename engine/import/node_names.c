/* node_names.c - which node of an index a name means. */
#include "import/head_text.h"
#include "text/utf8.h"

#include <string.h>

/* SHORTEST_NAME: letters below which a beginning is no sign (see compute_match) */
enum { SHORTEST_NAME = 8, NAME_SETS_MOST = 64 };

/* true for a column that no node is about: nothing says that it does not hold. year 0: in any. */
bool tbi_node_holds(const tb_builder_index *x, size_t column, int year)
{
    bool any = false;
    for (size_t i = 0; i < x->nodes; i++) {
        const tb_node *n = &x->node[i];
        if (n->indicator != column)
            continue;
        any = true;
        if (year == 0 || (n->first_year <= year && year <= n->last_year))
            return true;
    }
    return !any;
}

/* "3" after "lĩnh vực": the part of the total whose code is letters and this number. "linh vuc
 * 3" of PAR is PAR3 or the like. -1: none, or several that hold in the year. */
ptrdiff_t tbi_node_numbered(const tb_builder_index *x, int year, const char *digits)
{
    size_t n = strspn(digits, "0123456789");
    ptrdiff_t found = -1;
    if (n == 0 || n > 2 || digits[n] != '\0')
        return -1;
    for (size_t c = 0; c < x->indicators; c++) {
        const char *code = x->indicator[c].code;
        size_t letters = strcspn(code, "0123456789");
        if (letters == 0 || letters > 3 || strcmp(code + letters, digits) != 0)
            /* up to three letters: longer codes with a number are of other levels */
            continue;
        if (!tbi_node_holds(x, c, year))
            continue;
        if (found >= 0)
            return -1;
        found = (ptrdiff_t)c;
    }
    return found;
}

/* Words that offices shorten, written out. folded; the words of reports on administrative reform
 * ("cchc" is "cai cach hanh chinh"). NULL: no memory. O(length^2), of short texts. */
static const char *expand_words(tb_arena *a, const char *folded)
{
    static const char *const words[][2] = { { "tthc", "thu tuc hanh chinh" },
                                            { "cchc", "cai cach hanh chinh" },
                                            { "qppl", "quy pham phap luat" },
                                            { "vbqppl", "van ban quy pham phap luat" },
                                            { "cbccvc", "can bo cong chuc vien chuc" },
                                            { "hdh", "hien dai hoa" },
                                            { "tcbm", "to chuc bo may" },
                                            { "kt xh", "kinh te xa hoi" },
                                            { "dvc", "dich vu cong" },
                                            { "cntt", "cong nghe thong tin" },
                                            { "xd", "xay dung" } };
    const char *out = "";
    for (const char *p = folded; *p != '\0' && out != NULL;) {
        size_t n = strcspn(p, " ");
        const char *word = NULL;
        for (size_t i = 0; i < sizeof words / sizeof *words && word == NULL; i++)
            if (strlen(words[i][0]) == n && strncmp(p, words[i][0], n) == 0)
                word = words[i][1];
        const char *one = word != NULL ? word : tbi_arena_text_n(a, p, n);
        if (one == NULL)
            return NULL;
        out = tbi_arena_printf(a, "%s%s%s", out, out[0] != '\0' ? " " : "", one);
        p += n;
        p += strspn(p, " ");
    }
    return out;
}

/* How well a head fits a name: 2 the same, 1 one begins with the other at the end of a word. */
static int compute_match(const char *head, const char *name)
{
    size_t n = strlen(head);
    size_t m = strlen(name);
    size_t shorter = n < m ? n : m;
    if (m == 0 || strncmp(head, name, shorter) != 0)
        return 0;
    if (n == m)
        return 2;
    const char *longer = n > m ? head : name;
    return shorter >= SHORTEST_NAME && longer[shorter] == ' ' ? 1 : 0;
}

/* Names of an index's nodes, folded and written out: [nodes][2]; found once an index. */
struct tb_node_names {
    /* name [0] Vietnamese, [1] English; NULL: the node has none */
    const tb_builder_index *x;
    size_t nodes;
    const char *(*name)[2];
};

/* NULL: no memory, or more indices than there is room for; then nothing is found by name. A set
 * is made anew when the index has more nodes than it had. In r's arena; two names a node are
 * folded once and not for each head. */
static const struct tb_node_names *find_names(tb_reading *r, const tb_builder_index *x)
{
    for (size_t i = 0; i < r->name_sets; i++)
        if (r->name_set[i].x == x && r->name_set[i].nodes == x->nodes)
            return &r->name_set[i];
    if (r->name_set == NULL)
        r->name_set = TB_NEW(r->arena, struct tb_node_names, NAME_SETS_MOST);
    struct tb_node_names own = { x, x->nodes,
                                 tbi_arena_alloc(r->arena, x->nodes, sizeof *own.name) };
    if (r->name_set == NULL || own.name == NULL || r->name_sets == NAME_SETS_MOST)
        return NULL;
    tb_arena a = { 0 };
    for (size_t i = 0; i < x->nodes; i++) {
        const char *name[2] = { x->node[i].name_vi, x->node[i].name_en };
        for (size_t k = 0; k < 2; k++) {
            char *folded = name[k] != NULL ? tbi_utf8_fold(&a, name[k]) : NULL;
            if (folded == NULL)
                continue;
            tbi_drop_brackets(folded);
            const char *full = expand_words(&a, folded);
            own.name[i][k] = full != NULL ? tbi_arena_text(r->arena, full) : NULL;
        }
    }
    tbi_reading_forget(r, &a);
    r->name_set[r->name_sets] = own;
    return &r->name_set[r->name_sets++];
}

/* The one indicator whose name fits best; -1 when there is none or there are two. head is
 * folded. A name that fits two indicators equally well is no answer: the caller asks for
 * --columns. */
ptrdiff_t tbi_node_named(tb_reading *r, const tb_builder_index *x, int year, const char *head,
                         tb_arena *a)
{
    ptrdiff_t found = -1;
    int best = 0;
    bool twice = false;
    const char *out = expand_words(a, head);
    const struct tb_node_names *names = find_names(r, x);
    for (size_t i = 0; i < x->nodes && out != NULL && names != NULL; i++) {
        const tb_node *n = &x->node[i];
        if (year != 0 && (year < n->first_year || year > n->last_year))
            continue;
        for (size_t k = 0; k < 2; k++) {
            int fit = names->name[i][k] != NULL ? compute_match(out, names->name[i][k]) : 0;
            if (fit == 0 || fit < best)
                continue;
            /* the same node by its other name is no second one */
            if (fit == best && found != (ptrdiff_t)n->indicator)
                twice = true;
            if (fit > best)
                twice = false;
            best = fit;
            found = (ptrdiff_t)n->indicator;
        }
    }
    return twice ? -1 : found;
}
