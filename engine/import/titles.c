/* titles.c - what stands around a table: of which index and year it is, which rows are about the
 * whole country, and which words in a cell say that there is no figure. */
#include "import/titles.h"
#include "text/utf8.h"

#include <string.h>

/* Whether a folded text has folded words as words of their own. */
static bool has_words(const char *text, const char *words)
{
    size_t n = strlen(words);
    for (const char *p = text; (p = strstr(p, words)) != NULL; p++) {
        bool starts = p == text || p[-1] == ' ' || p[-1] == '(' || p[-1] == '_';
        bool ends = p[n] == '\0' || strchr(" ):;/*0123456789", p[n]) != NULL;
        if (n > 0 && starts && ends)
            return true;
    }
    return false;
}

/* Whether a text names an index: its code, its names, or a head of heads.csv that is the index
 * itself. */
static bool is_named(tb_reading *r, const tb_builder_index *x, const char *folded, tb_arena *a)
{
    const char *own[3] = { x->code, x->name_vi, x->name_en };
    for (size_t k = 0; k < 3; k++) {
        const char *name = own[k] != NULL ? tbi_utf8_fold(a, own[k]) : NULL;
        if (name != NULL && strlen(name) >= 2 && has_words(folded, name))
            return true;
    }
    for (size_t i = 0; i < r->titles; i++)
        if (r->title[i].index == x && has_words(folded, r->title[i].folded))
            return true;
    return false;
}

/* NULL when none is named, or more than one. */
tb_builder_index *tbi_index_named(tb_reading *r, const char *text)
{
    tb_arena a = { 0 };
    tb_builder_index *found = NULL;
    bool twice = false;
    const char *folded = tbi_utf8_fold(&a, text);
    for (size_t i = 0; i < r->draft->indices && folded != NULL; i++) {
        if (!is_named(r, r->draft->index[i], folded, &a))
            continue;
        twice = found != NULL;
        found = r->draft->index[i];
        if (twice)
            break;
    }
    tbi_reading_forget(r, &a);
    return twice ? NULL : found;
}

/* Whole texts first, since they are the beginnings of others ("trung binh"). */
tb_summary_is tbi_summary_row(const char *folded)
{
    static const struct {
        const char *word;
        tb_summary_is is;
    } words[] = {
        { "trung binh ca nuoc", TB_SUMMARY_MEAN }, { "trung binh chung", TB_SUMMARY_MEAN },
        { "trung binh 63 tinh", TB_SUMMARY_MEAN }, { "binh quan ca nuoc", TB_SUMMARY_MEAN },
        { "binh quan chung", TB_SUMMARY_MEAN },    { "gia tri trung binh", TB_SUMMARY_MEAN },
        { "diem trung binh", TB_SUMMARY_MEAN },    { "national average", TB_SUMMARY_MEAN },
        { "national mean", TB_SUMMARY_MEAN },      { "trung vi", TB_SUMMARY_MEDIAN },
        { "median", TB_SUMMARY_MEDIAN },           { "cao nhat", TB_SUMMARY_BEST },
        { "lon nhat", TB_SUMMARY_BEST },           { "thap nhat", TB_SUMMARY_WORST },
        { "nho nhat", TB_SUMMARY_WORST },          { "tong cong", TB_SUMMARY_OTHER },
        { "tong so", TB_SUMMARY_OTHER },           { "diem toi da", TB_SUMMARY_OTHER },
        { "thang diem", TB_SUMMARY_OTHER },        { "toi da", TB_SUMMARY_OTHER },
        { "trung binh vung", TB_SUMMARY_OTHER },   { "trung binh khu vuc", TB_SUMMARY_OTHER },
        { "do lech chuan", TB_SUMMARY_OTHER }
    };
    static const struct {
        const char *word;
        tb_summary_is is;
    } whole[] = { { "trung binh", TB_SUMMARY_MEAN }, { "binh quan", TB_SUMMARY_MEAN },
                  { "average", TB_SUMMARY_MEAN },    { "mean", TB_SUMMARY_MEAN },
                  { "ca nuoc", TB_SUMMARY_MEAN },    { "toan quoc", TB_SUMMARY_MEAN },
                  { "max", TB_SUMMARY_BEST },        { "min", TB_SUMMARY_WORST },
                  { "total", TB_SUMMARY_OTHER },     { "tong", TB_SUMMARY_OTHER } };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(folded, whole[i].word) == 0)
            return whole[i].is;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(folded, words[i].word, strlen(words[i].word)) == 0)
            return words[i].is;
    return TB_SUMMARY_NONE;
}

/* Asked of every cell, so digits are told apart first ('e' may be an exponent). */
bool tbi_says_withheld(const char *text, size_t n)
{
    static const char *const words[] = { "khong cong bo", "khong xep hang", "khong duoc cong bo",
                                         "kcb",           "withheld",       "not published",
                                         "not ranked",    "khong danh gia", "loai khoi xep hang" };
    bool letter = false;
    for (size_t i = 0; i < n && !letter; i++)
        letter = (text[i] | 32) >= 'a' && (text[i] | 32) <= 'z' && (text[i] | 32) != 'e';
    if (!letter || n > 60)
        return false;
    tb_arena a = { 0 };
    const char *plain = tbi_arena_text_n(&a, text, n);
    const char *folded = plain != NULL ? tbi_utf8_fold(&a, plain) : NULL;
    bool said = false;
    for (size_t i = 0; folded != NULL && i < sizeof words / sizeof *words && !said; i++)
        said = strcmp(folded, words[i]) == 0;
    tbi_arena_free(&a);
    return said;
}
