/* Kept results of which a member is gone, null, or of another kind, at every place of that name: the
 * page or the table is made without it, or refused by a sentence. A member that is null is one that
 * is absent: both give the same bytes. The results are of commands on the small synthetic panel. */
#include "failure/one_run.h"
#include "support/check.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/render.h>
#include <time.h>

enum { MOST = 2500, LONGEST = 160, KEPT = 3 };

#define GOAL "--panel;p.h5;--unit;S01;--origin;2022;--year;2023;--draws;100;--threads;1;-q"

/* The commands whose results are pages, then those whose results are tables. */
static const char *const pages[] = {
    "run;s.json;--threads;1",
    "run;two.json;--threads;1;--progress;progress.csv;--agencies;agencies.csv",
    "run;years.json;--threads;1",
    "run;" GOAL ";--goal;SYN: top 3;--goal;SYN: at least 40 points;--goal;SYN.D1: +1 points",
    "run;" GOAL ";--units;all;--goal;SYN: +2 ranks;--levers;levers.csv;--budget;2;--evaluate",
    "intervene;--panel;p.h5;--year;2023;--draws;100;--threads;1;-q;--units;all;--goal;SYN: top "
    "3;--origins;2021:2022;--evaluate",
    "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--threads;1",
    NULL,
};
static const char *const tables[] = {
    "import;syn/datapackage.json;-o;out.h5",
    "show;p.h5",
    "rank;p.h5;--index;SYN;--year;2021",
    "standing;p.h5;--unit;S01;--year;2022;--threads;1",
    "simulate;p.h5;--index;SYN;--year;2022;--draws;40;--threads;1;--samples;16;--bootstraps;100",
    "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--threads;1",
    "forecast;p.h5;--index;SYN;--origin;2022;--draws;100;--threads;1",
    "complete;p.h5;--index;TST;--year;2022;--draws;400;--threads;1",
    "backtest;p.h5;--index;SYN;--origins;2020:2021;--draws;100;--threads;1",
    "backtest;p.h5;--index;SYN;--origins;2020:2021;--draws;400;--threads;1;--facts",
    "evaluate;p.h5;predictions.csv",
    "estimate;p.h5;SYN ~ SYN.D1 | unit;--vcov;cr2:unit;--wild;50",
    "estimate;p.h5;SYN ~ lag(SYN) + SYN.D1;-m;gmm",
    "estimate;p.h5;SYN ~ SYN.D1 | 0 | SYN.D2 ~ SYN.I6 + SYN.I9",
    "estimate;p.h5;SYN ~ SYN.D1;-m;between;--compare;fd",
    "estimate;p.h5;SYN ~ SYN.D1 + SYN.D2;-m;bma",
    NULL,
};

/* The names of all members, as "result.goals[].levers[].name", each once. */
typedef struct {
    char at[MOST][LONGEST];
    size_t n;
} path_list;

static bool has_path(const path_list *list, const char *path)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i], path) == 0)
            return true;
    return false;
}

static void add_path(path_list *list, const char *path)
{
    if (has_path(list, path))
        return;
    assert_true(list->n < MOST && strlen(path) < LONGEST);
    strcpy(list->at[list->n++], path);
}

/* Long lists lose their tail, so that a page is made in a millisecond. */
static void list_paths(path_list *list, cJSON *at, const char *path)
{
    while (cJSON_IsArray(at) && cJSON_GetArraySize(at) > KEPT)
        cJSON_DeleteItemFromArray(at, KEPT);
    for (cJSON *child = at->child; child != NULL; child = child->next) {
        char own[2 * LONGEST];
        snprintf(own, sizeof own, "%s%s%s", path,
                 cJSON_IsArray(at) ? "[]"
                 : path[0] != '\0' ? "."
                                   : "",
                 cJSON_IsArray(at) ? "" : child->string);
        if (!cJSON_IsArray(at))
            add_path(list, own);
        list_paths(list, child, own);
    }
}

typedef enum { GONE, BLANK, OTHER, KINDS } change;

/* A value of another kind in its place. */
static cJSON *make_other(const cJSON *was)
{
    return cJSON_IsString(was) || cJSON_IsBool(was) ? cJSON_CreateNumber(-1e9)
           : cJSON_IsNumber(was)                    ? cJSON_CreateString("<x>")
           : cJSON_IsObject(was)                    ? cJSON_CreateArray()
                                                    : cJSON_CreateObject();
}

static void change_all(cJSON *at, const char *path, change how)
{
    if (cJSON_IsArray(at)) {
        cJSON *child;
        const char *rest = path[0] == '[' ? path + 2 + (path[2] == '.') : path;
        cJSON_ArrayForEach(child, at) change_all(child, rest, how);
        return;
    }
    size_t n = strcspn(path, ".[");
    char name[LONGEST];
    snprintf(name, sizeof name, "%.*s", (int)n, path);
    cJSON *member = cJSON_GetObjectItemCaseSensitive(at, name);
    if (member == NULL)
        return;
    if (path[n] != '\0')
        change_all(member, path + n + (path[n] == '.'), how);
    else if (how == GONE)
        cJSON_DeleteItemFromObjectCaseSensitive(at, name);
    else
        cJSON_ReplaceItemInObjectCaseSensitive(
            at, name, how == BLANK ? cJSON_CreateNull() : make_other(member));
}

/* The text in one of the forms, or the sentence of the refusal; the caller frees it. */
static char *render(const char *json, bool page, unsigned form, tb_status *st)
{
    tb_err err = TB_ERR_INIT;
    tb_text *text = NULL;
    if (page) {
        tb_render_opts o = TB_RENDER_OPTS_INIT;
        o.lang = form / 4 % 2 == 0 ? TB_RENDER_LANG_EN : TB_RENDER_LANG_VI;
        o.full = form % 3 == 0;
        o.short_page = form % 3 == 1;
        *st = tb_render_text(&text, json, strlen(json), "kept.json", (tb_render_form)(form % 4), &o,
                             &err);
    } else {
        unsigned forms = strstr(json, "tangbac/estimate/1") != NULL       ? 3
                         : strstr(json, "tangbac/verification/1") != NULL ? 2
                                                                          : 1;
        tb_table_opts o = TB_TABLE_OPTS_INIT;
        o.lang = form % 2 == 0 ? TB_LANG_EN : TB_LANG_VI;
        o.form = (tb_table_form)(form % forms);
        o.stars = true;
        *st = tb_render_table(&text, json, strlen(json), "kept.json", &o, &err);
    }
    char *copy = strdup(*st == TB_OK ? tb_text_data(text) : err.message);
    assert_non_null(copy);
    tb_text_free(text);
    return copy;
}

/* "nan" or "inf" as a word of its own. */
static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += n)
        if ((at == text || (unsigned char)at[-1] < 128) && !isalnum((unsigned char)at[n]) &&
            (at == text || !isalnum((unsigned char)at[-1])) && (unsigned char)at[n] < 128)
            return true;
    return false;
}

/* NULL, or what is wrong with what was told. */
static const char *find_fault(tb_status st, const char *text)
{
    if (st != TB_OK && st != TB_EDATA)
        return "another status";
    if (text[0] == '\0')
        return "nothing is said";
    if (strstr(text, "(null)") != NULL)
        return "(null)";
    bool html = strstr(text, "<html") != NULL; /* holds programs */
    return !html && (has_word(text, "nan") || has_word(text, "inf")) ? "nan or inf" : NULL;
}

/* Number of changes that are answered wrongly. */
static int change_member(const cJSON *root, const char *path, bool page, unsigned form)
{
    static const char *const called[] = { "gone", "null", "of another kind" };
    int bad = 0;
    char *told[KINDS];
    for (change how = GONE; how < KINDS; how++) {
        tb_status st;
        cJSON *copy = cJSON_Duplicate(root, true);
        change_all(copy, path, how);
        char *json = cJSON_PrintUnformatted(copy);
        told[how] = render(json, page, form, &st);
        const char *fault = find_fault(st, told[how]);
        bool html = strstr(told[how], "<html") != NULL; /* holds data for its scripts */
        if (how == BLANK && !html && strcmp(told[GONE], told[BLANK]) != 0 && fault == NULL)
            fault = "null is told otherwise than what is absent";
        bad += fault != NULL;
        if (fault != NULL)
            print_error("%s %s, form %u: %s\n", path, called[how], form % 12, fault);
        cJSON_free(json);
        cJSON_Delete(copy);
    }
    for (change how = GONE; how < KINDS; how++)
        free(told[how]);
    return bad;
}

/* As it is, in every form and language. */
static int render_whole(const char *json, const char *line, bool page)
{
    int bad = 0;
    for (unsigned form = 0; form < 24; form++) {
        tb_status st;
        char *told = render(json, page, form, &st);
        const char *fault = find_fault(st, told);
        bool none = st == TB_EDATA && strstr(told, "no rows for a .csv") == NULL;
        fault = none ? told : fault;
        bad += fault != NULL;
        if (fault != NULL)
            print_error("%s, form %u: %s\n", line, form, fault);
        free(told);
    }
    return bad;
}

/* done: names that an earlier result of the list had, which are not changed again. */
static int change_members_of(const char *line, bool page, path_list *done)
{
    one_run r = run_line(line, 0);
    if (r.code != 0)
        print_error("%s: exit %d, '%s'\n", line, r.code, r.err);
    assert_int_equal(r.code, 0);
    cJSON *root = cJSON_Parse(r.out);
    path_list *list = calloc(1, sizeof *list);
    assert_true(root != NULL && list != NULL);
    list_paths(list, root, "");
    clock_t since = clock();
    int bad = render_whole(r.out, line, page);
    for (size_t i = 0; i < list->n; i++) {
        char own[2 * LONGEST];
        snprintf(own, sizeof own, "%.*s %s", (int)strcspn(line, ";"), line, list->at[i]);
        if (!has_path(done, own))
            bad += change_member(root, list->at[i], page, (unsigned)i);
        add_path(done, own);
    }
    if (getenv("TANGBAC_REFUSE_SAY") != NULL)
        print_message("%4zu members, %.2f s: %s\n", list->n,
                      (double)(clock() - since) / CLOCKS_PER_SEC, line);
    free(list);
    cJSON_Delete(root);
    free_run(&r);
    return bad;
}

static int change_members_of_lines(const char *const *lines, bool page)
{
    int bad = 0;
    path_list *done = calloc(1, sizeof *done);
    assert_non_null(done);
    for (size_t i = 0; lines[i] != NULL; i++)
        bad += change_members_of(lines[i], page, done);
    free(done);
    return bad;
}

static void a_page_is_made_without_any_member(void **state)
{
    (void)state;
    assert_int_equal(change_members_of_lines(pages, true), 0);
}

static void a_table_is_made_without_any_member(void **state)
{
    (void)state;
    assert_int_equal(change_members_of_lines(tables, false), 0);
}

static int make_inputs(void **state)
{
    (void)state;
    return make_small_inputs("lacking_members");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_made_without_any_member),
        cmocka_unit_test(a_table_is_made_without_any_member),
    };
    return cmocka_run_group_tests(tests, make_inputs, NULL);
}
