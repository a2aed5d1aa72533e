/* heads.c - heads of columns, first as they are written, then without what printers add to them:
 * brackets, numbers before, the year, "lĩnh vực", "điểm",
 * "xếp hạng". A head that could mean two
 * indicators means none. */
#include "import/heads.h"

#include "base/error.h"
#include "import/head_text.h"
#include "messages/import.h"
#include "messages/one_language.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADS_SAID = 16 };

/* Whether one of the words between the bars is the text. */
static bool is_one_of(const char *text, const char *words)
{
    size_t n = strlen(text);
    for (const char *p = words; *p != '\0';) {
        const char *bar = strchr(p, '|');
        size_t m = bar != NULL ? (size_t)(bar - p) : strlen(p);
        if (m == n && memcmp(p, text, n) == 0)
            return true;
        p += m + (bar != NULL);
    }
    return false;
}

/* Folded words, as ministries, R and pandas ("unnamed: 0") write them. They describe the row
 * and are no figures, so a wide table passes them over without a word. */
static bool is_label(const char *folded)
{
    return is_one_of(folded,
                     "index|chi so|region|vung|khu vuc|vung mien|source|nguon|basis|note|notes|ghi "
                     "chu|stt|tt|so tt|so thu tu|no|kind|loai hinh|ma so|id|unnamed: 0");
}

/* Beginnings of heads that are about another year, or about the maximum. */
static bool is_skipped(const char *folded)
{
    static const char *const starts[] = { "tang giam",   "tang/giam",        "tang, giam",
                                          "so voi nam",  "thay doi",         "chenh lech",
                                          "change",      "tang (+)",         "muc tang",
                                          "so sanh voi", "tang hang",        "tang bac",
                                          "diem toi da", "thang diem toi da" };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(folded, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* ---- indicators --------------------------------------------------------------------------- */

/* Beside the name of a node they make a place of what would be a score. */
static const char *const rank_words[] = { "xep hang",       "thu hang", "thu bac", "vi thu",
                                          "xep thu",        "rank",     "hang",    "vi tri",
                                          "xep hang chung", NULL };
/* Percents of the maximum, which become values only after all tables (check_sums.c). */
static const char *const percent_words[] = { "ty le %", "ti le %",         "ty le",
                                             "ti le",   "% so voi toi da", NULL };
/* They say that the column has scores, and nothing of which: taken off the head. */
static const char *const score_words[] = {
    "diem so", "diem danh gia", "tong diem", "diem dat duoc",    "diem", "ket qua",
    "gia tri", "score",         "diem dat",  "ket qua danh gia", NULL
};
/* What offices call a part of an index, before its number or its name. */
static const char *const node_words[] = { "linh vuc",
                                          "chi so noi dung",
                                          "noi dung thanh phan",
                                          "noi dung",
                                          "chi so thanh phan",
                                          "truc",
                                          "chi so",
                                          "tieu chi",
                                          "dimension",
                                          "field",
                                          "sub index",
                                          "chi so linh vuc",
                                          "cstp",
                                          NULL };

/* What a code of the dictionary or of the structure means. */
static bool find_by_code(tb_head_meaning *m, tb_reading *r, tb_builder_index *x, const char *code)
{
    size_t before = x->indicators;
    /* an index without structure makes its columns as they come: then a code is whatever it is */
    if (!x->has_structure && before == 0 && strchr(code, ' ') != NULL)
        return false;
    if (!tbi_reading_indicator(&m->column, &m->kind, r, x, code, strlen(code)))
        return false;
    m->is = TB_HEAD_FIGURES;
    return true;
}

/* NULL for a head that is neither. */
static const char *name_total_or_rank(const char *folded)
{
    if (is_one_of(folded,
                  "tong diem|diem|score|total score|tong so diem|diem tong hop|total|tong|tong "
                  "cong|ket qua chung|diem so|chi so tong hop|ket qua chi so|ket qua"))
        return "TOTAL";
    if (is_one_of(folded,
                  "thu hang|xep hang|hang|rank|ranking|xep thu|vi thu|thu bac|vi tri|xep hang "
                  "chung"))
        return "RANK";
    return NULL;
}

/* A head that is the index itself: its code, its name, a short name from the dictionary. */
static bool is_index_itself(tb_reading *r, const tb_builder_index *x, const char *folded,
                            tb_arena *a)
{
    const char *code = tbi_heads_find(r, x->code, folded);
    if (code != NULL && code[0] == '\0')
        return true;
    const char *own[3] = { x->code, x->name_vi, x->name_en };
    for (size_t k = 0; k < 3; k++) {
        const char *name = own[k] != NULL ? tbi_utf8_fold(a, own[k]) : NULL;
        if (name != NULL && strcmp(name, folded) == 0)
            return true;
    }
    return false;
}

/* A folded head as it is, without its brackets or with their content alone. */
static bool resolve_head(tb_head_meaning *m, tb_reading *r, tb_builder_index *x, int year,
                         char *text, tb_arena *a)
{
    static const char computed[] = " computed"; /* columns that an export computed */
    size_t n = strlen(text);
    const char *code = tbi_heads_find(r, x->code, text);
    if (code == NULL || code[0] == '\0')
        code = tbi_heads_find(r, "", text);
    /* what was computed from other figures must not come back as if somebody had published
     * it */
    if (n > sizeof computed - 1 && strcmp(text + n - (sizeof computed - 1), computed) == 0)
        code = "-";
    if (code != NULL && strcmp(code, "-") == 0) {
        m->is = TB_HEAD_SKIPPED;
        return true;
    }
    if (code != NULL && code[0] != '\0' && find_by_code(m, r, x, code))
        return true;
    if (is_index_itself(r, x, text, a))
        return find_by_code(m, r, x, "TOTAL");
    code = name_total_or_rank(text);
    if (code != NULL && find_by_code(m, r, x, code))
        return true;
    /* without a structure there are no names to compare with, and a guess would be a new
     * column */
    if (!x->has_structure)
        return false;
    m->column = tbi_node_numbered(x, year, text);
    if (m->column < 0 && strlen(text) >= 4)
        m->column = tbi_node_named(r, x, year, text, a);
    m->is = m->column >= 0 ? TB_HEAD_FIGURES : TB_HEAD_UNKNOWN;
    m->kind = TB_KIND_VALUE;
    return m->column >= 0;
}

/* Step by step without what was added; rank words and percent words change the kind. text is
 * folded, changed in place. year: of the table, 0 where it has none; one in the head overrules
 * it. false: nothing of the index is meant. */
static bool resolve_bare(tb_head_meaning *m, tb_reading *r, tb_builder_index *x, int year,
                         char *text, tb_arena *a)
{
    bool rank = false;
    bool percent = false;
    m->year = tbi_take_year(text);
    if (m->year != 0)
        year = m->year;
    /* a code beside its year: "A 2020" */
    if (m->year != 0 && x->has_structure && strchr(text, ' ') == NULL &&
        find_by_code(m, r, x, text))
        return true;
    /* two rank or percent words and some words around a number: more steps than any head had */
    for (int step = 0; step < 6; step++) {
        if (text[0] != '\0' && resolve_head(m, r, x, year, text, a)) {
            bool of_value = m->is == TB_HEAD_FIGURES && m->kind == TB_KIND_VALUE;
            if (of_value && rank)
                m->kind = TB_KIND_RANK;
            /* an index in percent has percents as values */
            if (of_value && percent && strcmp(x->unit != NULL ? x->unit : "", "%") != 0)
                m->kind = TB_KIND_PERCENT;
            return true;
        }
        if (!rank && tbi_take_one_of(text, rank_words))
            rank = true;
        else if (!percent && tbi_take_one_of(text, percent_words))
            percent = true;
        else if (!tbi_take_one_of(text, score_words) && !tbi_take_one_of(text, node_words))
            tbi_drop_number(text);
    }
    return false;
}

/* The same head in the spellings that are tried, one after the other. "Chỉ số thành phần 1 (Gia
 * nhập thị trường)": whole, without the brackets, then what is inside them. */
static bool has_figures(tb_head_meaning *m, tb_reading *r, tb_builder_index *x, int year,
                        const char *folded, tb_arena *a)
{
    char *whole = tbi_arena_text(a, folded);
    char *bare = tbi_arena_text(a, folded);
    if (whole == NULL || bare == NULL)
        return false;
    tbi_trim_gaps(whole);
    if (resolve_bare(m, r, x, year, whole, a))
        return true;
    tbi_drop_brackets(bare);
    if (strcmp(bare, folded) != 0 && resolve_bare(m, r, x, year, bare, a))
        return true;
    const char *open = strchr(folded, '(');
    const char *close = open != NULL ? strchr(open, ')') : NULL;
    if (close == NULL || close - open < 3)
        return false;
    char *inside = tbi_arena_text_n(a, open + 1, (size_t)(close - open - 1));
    return inside != NULL && resolve_bare(m, r, x, year, inside, a);
}

/* The order decides: the caller's word, labels, groups, what is skipped, codes, and only then
 * names. text as in the table. A meaning without a memory is TB_HEAD_UNKNOWN, and r->no_memory
 * is set. */
static tb_head_meaning find_meaning(tb_reading *r, tb_builder_index *x, int year, const char *text)
{
    tb_arena a = { 0 };
    tb_head_meaning m = { TB_HEAD_UNKNOWN, -1, TB_KIND_VALUE, 0 };
    const char *folded = tbi_utf8_fold(&a, text);
    char *bare = folded != NULL ? tbi_arena_text(&a, folded) : NULL;
    if (bare == NULL) {
        tbi_reading_forget(r, &a);
        r->no_memory = true;
        return m;
    }
    tbi_drop_brackets(bare);
    const char *given = tbi_heads_find(r, "", folded);
    if (x != NULL && given != NULL && strcmp(given, "-") != 0 && find_by_code(&m, r, x, given)) {
        /* the caller's word holds over every other reading */
    } else if (given != NULL && strcmp(given, "-") == 0) {
        m.is = TB_HEAD_SKIPPED;
    } else if (is_one_of(bare, TB_UNIT_NAMES)) {
        m.is = TB_HEAD_UNIT;
    } else if (is_one_of(bare, "year|nam|nam danh gia")) {
        m.is = TB_HEAD_YEAR;
    } else if (is_label(bare) || bare[0] == '\0') {
        m.is = TB_HEAD_LABEL;
    } else if (is_one_of(bare, "nhom|xep loai|xep nhom|group|nhom xep hang|phan nhom")) {
        m.is = TB_HEAD_GROUP;
    } else if (is_skipped(bare)) {
        m.is = TB_HEAD_SKIPPED;
    } else if (x != NULL && strchr(text, ' ') == NULL && find_by_code(&m, r, x, text)) {
        /* a code as it is */
    } else if (x != NULL && !has_figures(&m, r, x, year, folded, &a) &&
               (year == 0 || !has_figures(&m, r, x, 0, folded, &a))) {
        m.is = TB_HEAD_UNKNOWN;
    }
    tbi_reading_forget(r, &a);
    return m;
}

/* Asked of the same heads again and again while the rows of heads are looked for: kept. Only for
 * an index with a structure, whose columns do not grow; heads too long for the key are resolved
 * each time. */
tb_head_meaning tbi_head_meaning(tb_reading *r, tb_builder_index *x, int year, const char *text)
{
    char key[300];
    const char *code = x != NULL ? x->code : "";
    int n = snprintf(key, sizeof key, "%s\x1f%d\x1f%s", code, year, text);
    bool kept = x != NULL && x->has_structure && n > 0 && (size_t)n < sizeof key;
    int64_t at = kept ? tbi_hash_map_get(&r->meaning_at, key, (size_t)n, false) : TB_DICT_NONE;
    if (at >= 0)
        return r->meaning[at];
    tb_head_meaning m = find_meaning(r, x, year, text);
    if (!kept || r->no_memory)
        return m;
    if (r->meanings == r->meaning_room) {
        size_t room = r->meaning_room == 0 ? 256 : r->meaning_room * 2;
        tb_head_meaning *wider = TB_NEW(r->arena, tb_head_meaning, room);
        if (wider == NULL)
            return m;
        if (r->meanings > 0)
            memcpy(wider, r->meaning, r->meanings * sizeof *wider);
        r->meaning = wider;
        r->meaning_room = room;
    }
    if (tbi_hash_map_put(&r->meaning_at, key, (size_t)n, false, (uint32_t)r->meanings))
        r->meaning[r->meanings++] = m;
    return m;
}

/* At most HEADS_SAID of them; NULL: no memory. For the sentence that a head is unknown: what
 * heads there could be, in the reader's language. */
const char *tbi_heads_list(tb_reading *r, const tb_builder_index *x, int year, bool vietnamese,
                           tb_arena *a)
{
    const char *list = vietnamese ? TB_VI(TB_WORD_IMPORT_HEADS) : TB_EN(TB_WORD_IMPORT_HEADS);
    size_t said = 0;
    (void)r;
    for (size_t i = 0; i < x->nodes && list != NULL; i++) {
        const tb_node *n = &x->node[i];
        const char *code = x->indicator[n->indicator].code;
        if (strcmp(code, "TOTAL") == 0 ||
            (year != 0 && (year < n->first_year || year > n->last_year)))
            continue;
        if (said++ == HEADS_SAID)
            return tbi_arena_printf(a, "%s, ...", list);
        const char *name = vietnamese || n->name_en[0] == '\0' ? n->name_vi : n->name_en;
        list = tbi_arena_printf(a, "%s, %.60s (%s)", list, name[0] != '\0' ? name : code, code);
    }
    return list;
}
