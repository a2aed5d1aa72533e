/* cmd_atlas.c - tangbac atlas PANEL.h5 -o atlas.html: every province, index and goal in one
 * page. */
#include "cli/command.h"
#include "cli/terminal.h"

#include <limits.h>
#include <string.h>
#include <tangbac/atlas.h>
#include <tangbac/render.h>

/* MOST_SETS: the units of today, and those of before the merger */
enum { DEFAULT_YEARS = 2, MOST_SETS = 2 };

static const cli_opt options[] = {
    { "index", 'i', CLI_LIST, "CODE", { TB_HELP_STANDING_INDEX }, false },
    { "years", 0, CLI_INT, "N", { TB_HELP_ATLAS_YEARS }, false },
    { "draws", 0, CLI_INT, "N", { TB_HELP_ATLAS_DRAWS }, false },
    { "model", 0, CLI_TEXT, "NAME", { TB_HELP_ATLAS_MODEL }, false },
    { "cache", 0, CLI_TEXT, "FOLDER", { TB_HELP_RUN_CACHE }, true },
    CLI_MERGED,
    { NULL, 0, CLI_FLAG, NULL, { NULL, NULL }, false },
};

/* The panels of an atlas and what was made of them. */
typedef struct atlas_sets {
    /* n of each; the second holds the units as they were before the merger */
    tb_panel *panel[MOST_SETS];
    tb_atlas *atlas[MOST_SETS];
    size_t n;
} atlas_sets;

/* Atlases first: they borrow from the panels. */
static void free_sets(atlas_sets *s)
{
    for (size_t i = 0; i < s->n; i++) {
        tb_atlas_free(s->atlas[i]);
        tb_panel_free(s->panel[i]);
    }
}

/* Opens the panel of the units of today first, then of those of before; one of them where only
 * one was asked for, or nothing was merged. --merged decides where it is given; else a panel
 * that knows of mergers has both sets. On failure free_sets takes what was opened. */
static tb_status open_panels(atlas_sets *s, const cli_args *a, tb_err *err)
{
    int said = cli_merged(a);
    tb_panel_opts o = TB_PANEL_OPTS_INIT;
    o.unsealed = cli_has(a, "unsealed");
    tb_status st = tb_panel_open_as(&s->panel[0], a->arg[0], &o, err);
    if (st != TB_OK)
        return st;
    s->n = 1;
    if (said < 0 || (said == 0 && tb_panel_merged_from(s->panel[0]) == 0))
        return TB_OK;
    st = tb_panel_merge(&s->panel[0], err);
    if (st != TB_OK || said > 0)
        return st;
    /* merging changes the panel in place, so the old units are read from the file again */
    st = tb_panel_open_as(&s->panel[1], a->arg[0], &o, err);
    s->n += st == TB_OK;
    return st;
}

/* One set of several: what is done before it, and its own part. */
typedef struct work_share {
    double before, part;
} work_share;

/* Shares of one set become shares of the whole work. */
static void tell_share(void *about, double share)
{
    const work_share *at = about;
    cli_progress_share(NULL, at->before + at->part * share);
}

/* The first set looks years ahead, the second one, of the old units, a single year. tell_share
 * gets each set's part of the whole, so that --progress runs once from 0 to 1. */
static tb_status make_sets(atlas_sets *s, const cli_args *a, tb_err *err)
{
    tb_atlas_opts o = TB_ATLAS_OPTS_INIT;
    const char *index[CLI_MAX_VALUES];
    char cache[PATH_MAX];
    o.indices = cli_list(a, "index", index, CLI_MAX_VALUES);
    o.index = index;
    o.draws = (size_t)cli_int(a, "draws", (long long)o.draws);
    o.seed = cli_seed(a);
    o.threads = cli_threads(a);
    o.model = cli_text(a, "model", NULL);
    o.cache = cli_cache(a, cache, sizeof cache);
    o.tell = tell_share;
    /* each set is told as an equal share of the work */
    for (size_t i = 0; i < s->n; i++) {
        work_share at = { (double)i / (double)s->n, 1 / (double)s->n };
        o.about = &at;
        o.years = i == 0 ? (int)cli_int(a, "years", DEFAULT_YEARS) : 1;
        tb_status st = tb_atlas_make(&s->atlas[i], s->panel[i], &o, err);
        if (st != TB_OK)
            return st;
    }
    cli_warn(a, tb_panel_notices(s->panel[0]));
    cli_warn(a, tb_atlas_notices(s->atlas[0]));
    return TB_OK;
}

/* The JSON is made in any case; the page is made of it. Returns the exit code: 0, or that of the
 * fault. Notices were said before. */
static int print_atlas(const cli_args *a, const atlas_sets *s, bool page)
{
    tb_err err = TB_ERR_INIT;
    tb_text *json = NULL;
    tb_text *html = NULL;
    tb_report_input input;
    tb_render_opts o = TB_RENDER_OPTS_INIT;
    tb_report_head head = cli_panel_head(a, "atlas", s->panel[0], &input, 1);
    const tb_atlas *sets[MOST_SETS] = { s->atlas[0], s->atlas[1] };
    o.lang = cli_page_lang(a);
    tb_status st = tb_report_atlas(&json, &head, sets, s->n, &err);
    if (st != TB_OK || !page)
        return cli_finish(a, st, json, &err);
    st = tb_render_text(&html, tb_text_data(json), tb_text_size(json), "atlas", TB_RENDER_HTML, &o,
                        &err);
    tb_text_free(json);
    return cli_finish(a, st, html, &err);
}

/* The ending decides between the page and the JSON; standard output gets the JSON. Wrong endings
 * and ranges are exit code 2, before the panel is opened. */
static int run_atlas(const cli_args *a)
{
    const char *path = cli_text(a, "output", "-");
    const char *dot = strrchr(path, '.');
    bool page = dot != NULL && strcmp(dot, ".html") == 0;
    long long years = cli_int(a, "years", DEFAULT_YEARS);
    long long draws = cli_int(a, "draws", 20000);
    tb_err err = TB_ERR_INIT;
    atlas_sets sets = { 0 };
    if (strcmp(path, "-") != 0 && !page && (dot == NULL || strcmp(dot, ".json") != 0))
        return cli_usage("atlas", TB_MSG_CLI_ATLAS_ENDING, path);
    if (years < 1 || years > 5)
        return cli_usage("atlas", TB_MSG_CLI_RANGE, "years", 1LL, 5LL, years);
    if (draws < 100 || draws > 1000000)
        return cli_usage("atlas", TB_MSG_CLI_RANGE, "draws", 100LL, 1000000LL, draws);
    tb_status st = open_panels(&sets, a, &err);
    cli_watch(a, (cli_words){ TB_MSG_CLI_ATLAS }, cli_has(a, "progress"));
    if (st == TB_OK)
        st = make_sets(&sets, a, &err);
    cli_progress_end();
    int code = st == TB_OK ? print_atlas(a, &sets, page) : cli_fail(&err);
    free_sets(&sets);
    return code;
}

const cli_command cli_cmd_atlas = {
    .name = "atlas",
    .group = CLI_WRITE,
    .summary = { TB_HELP_ATLAS },
    .usage = "atlas PANEL.h5 -o atlas.html",
    .about = { TB_HELP_ATLAS_ABOUT },
    .example = "tangbac atlas build/panel.h5 -o build/atlas.html",
    .options = options,
    .run = run_atlas,
    .least = 1,
    .most = 1,
};
