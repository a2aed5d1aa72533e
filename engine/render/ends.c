/* ends.c - the end of a page: notes, how the numbers were made, sources, and how to get them
 * again. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_plan.h"
#include "messages/render_words.h"

#include <math.h>
#include <string.h>

/* The basis decides the sentence: of the rules, assumed, or estimated with its interval.
 * x: an entry of `cross_index`. */
static const char *say_crossing(const tb_brief *p, const cJSON *x)
{
    const char *a = tbi_index_called(p, tbi_text_of(x, "a"));
    const char *b = tbi_index_called(p, tbi_text_of(x, "b"));
    const char *r = tbi_say_amount(p, tbi_number_of(x, "correlation"), 2);
    const char *basis = tbi_text_of(x, "basis");
    if (strcmp(basis, "published") == 0)
        return tbi_say(p, TB_SAY_CROSS_RULES, a, b, r);
    if (strcmp(basis, "assumed") == 0)
        return tbi_say(p, TB_SAY_CROSS_ASSUMED, a, b, tbi_number_of(x, "n"));
    return tbi_say(p, TB_SAY_CROSS_ESTIMATED, a, b, r,
                   tbi_say_amount(p, tbi_number_of(x, "ci_low"), 2),
                   tbi_say_amount(p, tbi_number_of(x, "ci_high"), 2), tbi_number_of(x, "n"));
}

/* Three sentences that hold for every result, and one on how indices move together where
 * there are several. */
static void write_method(tb_brief *p)
{
    const char *list = "";
    const cJSON *x;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "method", tbi_word(p, TB_WORD_METHOD_HEAD));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_METHOD_1));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_METHOD_2));
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_METHOD_3));
    cJSON_ArrayForEach(x, tbi_json_get(p->result, "cross_index")) list =
        tbi_join(p, list, "; ", say_crossing(p, x));
    if (list[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_CROSS, list));
    tbi_doc_close(&p->doc);
}

/* A warning stands within a sentence of the command; as an item of a list it begins with a large
 * letter, of Vietnamese too: Latin-1 letters lie 32 apart, the others of a pair side by side. */
static const char *begin_large(const tb_brief *p, const char *text)
{
    char *copy = tbi_arena_text(p->a, text);
    unsigned char *c = (unsigned char *)copy;
    if (copy == NULL)
        return "";
    size_t word = strcspn(copy, " ,:;(");
    if (strcspn(copy, "ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789_") < word)
        return copy; /* a name or a code: "PAPI", "openblas.h" */
    if (c[0] >= 'a' && c[0] <= 'z')
        c[0] = (unsigned char)(c[0] - 32);
    else if (c[0] == 0xC3 && c[1] >= 0xA0 && c[1] <= 0xBD)
        c[1] = (unsigned char)(c[1] - 32);
    else if (c[0] == 0xC6 && c[1] == 0xB0)
        c[1] = 0xAF;
    else if ((c[0] == 0xC4 || c[0] == 0xC6) && (c[1] & 1) == 1)
        c[1]--;
    else if (c[0] == 0xE1 && (c[1] == 0xBA || c[1] == 0xBB) && (c[2] & 1) == 1)
        c[2]--;
    return copy;
}

/* Warnings of the result, and for each forecast what its noise is; no section when there are
 * none. */
static void write_notes(tb_brief *p)
{
    const cJSON *w;
    const cJSON *f;
    bool any = cJSON_GetArraySize(tbi_json_get(p->root, "warnings")) > 0;
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "forecast")) any =
        any || tbi_said_of(p, tbi_json_get(f, "noise"), "text")[0] != '\0';
    if (!any)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "notes", tbi_word(p, TB_WORD_NOTES_HEAD));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(w, tbi_json_get(p->root, "warnings"))
        tbi_doc_item(&p->doc, begin_large(p, tbi_said_of(p, w, "text")));
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "forecast"))
    {
        const char *noise = tbi_said_of(p, tbi_json_get(f, "noise"), "text");
        if (noise[0] != '\0')
            tbi_doc_item(&p->doc, tbi_say(p, TB_SAY_NOTE_OF,
                                          tbi_index_called(p, tbi_text_of(f, "index")), noise));
    }
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}

/* What authorities, UNDP and VCCI publish themselves stands before what others pass on. The data
 * say what was read at second hand (`secondary`); else the address decides, and of a paper without
 * one who signed it. */
static bool is_official(const cJSON *s)
{
    static const char *const address[] = { ".gov.vn",  "papi.org.vn",   "pcivietnam",
                                           ".dcs.vn",  "//chinhphu.vn", ".chinhphu.vn",
                                           "//tinhuy", "//congbao." };
    static const char *const newspaper[] = { "baochinhphu" };
    static const char *const signer[] = { TB_NAMES_OF_AUTHORITIES };
    const char *url = tbi_text_of(s, "url");
    if (tbi_true_of(s, "secondary"))
        return false;
    for (size_t k = 0; k < sizeof newspaper / sizeof *newspaper; k++)
        if (strstr(url, newspaper[k]) != NULL)
            return false;
    for (size_t k = 0; k < sizeof address / sizeof *address; k++)
        if (strstr(url, address[k]) != NULL)
            return true;
    for (size_t k = 0; url[0] == '\0' && k < sizeof signer / sizeof *signer; k++)
        if (strncmp(tbi_text_of(s, "publisher"), signer[k], strlen(signer[k])) == 0)
            return true;
    return false;
}

/* What is known of a source in one line, with whether it is the publisher's own.
 * Parts that are missing leave no blanks or points behind. */
static void write_source(tb_brief *p, const cJSON *s, bool official)
{
    const char *text = "";
    static const char *const part[] = { "publisher", "title", "published", "url" };
    for (size_t k = 0; k < 4; k++) {
        const char *said = tbi_say_known(p, tbi_said_of(p, s, part[k]));
        if (said[0] != '\0')
            text = tbi_join(p, text, ". ", said);
    }
    const char *mark = official ? tbi_word(p, TB_WORD_OFFICIAL) : tbi_word(p, TB_WORD_SECOND_HAND);
    const char *line = tbi_arena_printf(p->a, "%s (%s)", text, mark);
    tbi_doc_item(&p->doc, line);
}

/* Two rounds over the list: official ones first, each in the order of the result. */
static void write_sources(tb_brief *p)
{
    const cJSON *list = tbi_json_get(p->result, "sources");
    const cJSON *s;
    if (cJSON_GetArraySize(list) == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "sources", tbi_word(p, TB_WORD_SOURCES_HEAD));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    for (int round = 0; round < 2; round++) {
        cJSON_ArrayForEach(s, list)
        {
            if (is_official(s) == (round == 0))
                write_source(p, s, round == 0);
        }
    }
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}

/* Reasons why measures have no number, each said once below the table. */
enum { REASONS_MOST = 64 };

typedef struct reason_list {
    const char *text[REASONS_MOST];
    int n;
} reason_list;

/* The number of a reason, from 1; 0: the list is full, and the cell says it. */
static int number_reason(reason_list *l, const char *text)
{
    for (int i = 0; i < l->n; i++)
        if (strcmp(l->text[i], text) == 0)
            return i + 1;
    if (l->n == REASONS_MOST)
        return 0;
    l->text[l->n++] = text;
    return l->n;
}

/* The kind of evidence, or the number of the reason why there is none. */
static const char *say_ground(const tb_brief *p, reason_list *reasons, const cJSON *best)
{
    const char *reason = tbi_said_of(p, best, "effect_reason");
    if (reason[0] == '\0')
        return tbi_say_evidence(p, tbi_text_of(best, "evidence"));
    int number = number_reason(reasons, reason);
    return number > 0 ? tbi_say(p, TB_SAY_NO_NUMBER, number) : reason;
}

/* Every measure that the page names, once, with the id that the catalogue has for it. */
static void write_catalogue(tb_brief *p)
{
    /* ids between bars, so that "A1" is not found in "A11" */
    const char *seen = "|";
    const cJSON *g;
    const cJSON *l;
    reason_list reasons = { .n = 0 };
    tb_doc_table *t = tbi_grid_new(&p->doc, "catalogue", tbi_word(p, TB_WORD_CATALOGUE_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_WORD_ID));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 60, tbi_word(p, TB_WORD_MEASURE));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 40, tbi_word(p, TB_WORD_AGENCY));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 36, tbi_word(p, TB_WORD_EVIDENCE));
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            const char *mark = tbi_arena_printf(p->a, "|%s|", tbi_text_of(l, "id"));
            if (mark == NULL || strstr(seen, mark) != NULL)
                continue;
            seen = tbi_join(p, seen, "", mark);
            tbi_put_text(p, t, tbi_text_of(l, "id"));
            tbi_put_text(p, t, tbi_said_of(p, l, "name"));
            tbi_put_text(p, t, tbi_said_of(p, l, "agency"));
            tbi_put_text(p, t, say_ground(p, &reasons, tbi_lever_of(p, tbi_text_of(l, "id"))));
        }
    }
    if (t == NULL || t->rows == 0)
        return;
    tb_block *s =
        tbi_doc_section(&p->doc, TB_DOC_PART_APPENDIX, 3, "", tbi_word(p, TB_WORD_CATALOGUE_HEAD));
    tbi_doc_screen(s);
    if (s != NULL)
        s->folded = true;
    tbi_doc_table(&p->doc, t);
    for (int i = 0; i < reasons.n; i++)
        tbi_doc_text(&p->doc, TB_TONE_MUTED,
                     tbi_say(p, TB_SAY_REASON_NUMBERED, i + 1, reasons.text[i]));
    tbi_doc_close(&p->doc);
}

/* Whether any goal has advice of that code. */
static bool is_asked_for(const tb_brief *p, const char *code)
{
    const cJSON *g;
    const cJSON *t;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(t, tbi_json_get(g, "advice"))
        {
            if (strcmp(tbi_text_of(t, "code"), code) == 0)
                return true;
        }
    }
    return false;
}

/* How to have the same page again. Arguments with spaces are quoted as a reader would.
 * Reads argv, tangbac, seed, draws and inputs of the result. */
static void write_appendix(tb_brief *p)
{
    const char *command = "tangbac";
    const cJSON *a;
    tbi_doc_section(&p->doc, TB_DOC_PART_APPENDIX, 2, "appendix",
                    tbi_word(p, TB_WORD_APPENDIX_HEAD));
    cJSON_ArrayForEach(a, tbi_json_get(p->root, "argv"))
    {
        if (!cJSON_IsString(a))
            continue;
        const char *shown = a->valuestring;
        if (strchr(shown, ' ') != NULL)
            shown = tbi_arena_printf(p->a, "\"%s\"", shown);
        command = tbi_join(p, command, " ", shown != NULL ? shown : "");
    }
    const char *said = tbi_say(p, TB_SAY_AGAIN, command);
    tb_block *again = tbi_doc_text(&p->doc, TB_TONE_PLAIN, said);
    if (again != NULL)
        again->text = said; /* to be copied as it stands: a name of a file may have a hyphen */
    tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                 tbi_say(p, TB_SAY_MADE_BY, tbi_text_of(p->root, "tangbac"),
                         tbi_number_of(p->root, "seed"),
                         tbi_say_count(p, tbi_number_of(p->result, "draws"))));
    if (is_asked_for(p, "score-sheet"))
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_SHEET_ADVICE));
    if (is_asked_for(p, "own-assessment"))
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_OWN_ADVICE));
    tbi_doc_open(&p->doc, TB_BLOCK_LIST);
    cJSON_ArrayForEach(a, tbi_json_get(p->root, "inputs")) tbi_doc_item(
        &p->doc, tbi_say(p, TB_SAY_INPUT, tbi_text_of(a, "path"), tbi_text_of(a, "sha256")));
    tbi_doc_close(&p->doc);
    write_catalogue(p);
    tbi_doc_close(&p->doc);
}

/* In the order in which a reader asks: what to mind, how it was made, from what, how again. */
void tbi_write_ends(tb_brief *p)
{
    write_notes(p);
    write_method(p);
    write_sources(p);
    write_appendix(p);
}
