/* import.c - the run of an import: which tables, in which order, everything that is wrong, and only
 * then the panel file. */
#include <tangbac/import.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/opts.h"
#include "base/refusals.h"
#include "import/heads.h"
#include "import/reading.h"
#include "import/workbooks.h"
#include "messages/import.h"
#include "panel/store.h"
#include "score/compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct tb_import {
    tb_arena own;
    /* [tables], what was read, in order */
    tb_import_table *table;
    /* settled: cells whose sources differ, decided by --prefer or conflicts.csv */
    size_t tables, cells, settled;
    unsigned long refusals; /* of memory, before the import */
    tb_notice_list notices;
};

void tb_import_free(tb_import *m)
{
    if (m == NULL)
        return;
    tbi_arena_free(&m->own);
    free(m);
}

/* Tables, and not files: each sheet of a workbook is one. */
size_t tb_import_tables(const tb_import *m)
{
    return m->tables;
}

const tb_import_table *tb_import_table_at(const tb_import *m, size_t i)
{
    return &m->table[i];
}

size_t tb_import_cells(const tb_import *m)
{
    return m->cells;
}

size_t tb_import_settled(const tb_import *m)
{
    return m->settled;
}

tb_notices tb_import_notices(const tb_import *m)
{
    return tbi_notice_view(&m->notices);
}

/* The descriptor's hash and size against the file that was read. */
static void check_said(tb_reading *r, const tb_resource *x, const char *digest)
{
    tb_spot at = { x->path, 0, 0, NULL, NULL };
    size_t size = 0;
    if (x->dialect.sha256 != NULL && strcasecmp(x->dialect.sha256, digest) != 0)
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_OTHER_SHA256, digest);
    if (x->packaged && x->dialect.bytes > 0 && tbi_file_size(&size, x->path) &&
        size != (size_t)x->dialect.bytes)
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_OTHER_SIZE, size, x->dialect.bytes);
}

/* A table counts only once it is open; r->resource runs beside m->table. A table that could not
 * be understood goes to the rejects and is no failure: the others are read all the same. */
static tb_status read_table(tb_reading *r, tb_import *m, const tb_resource *x, tb_err *err)
{
    tb_csv *c = NULL;
    r->resource[m->tables] = x;
    r->rejects->sheet = tbi_resource_sheet(x);
    tb_status st = tbi_open_table(&c, r, x, err);
    if (st != TB_OK || c == NULL) {
        r->rejects->sheet = NULL;
        return st;
    }
    m->table[m->tables++] = (tb_import_table){ x->path, "", 0 };
    r->tables = m->tables;
    if (tbi_check_heads_once(r, c, x))
        st = tbi_read_plain_table(r, c, x, err);
    m->table[m->tables - 1].sha256 = tbi_arena_text(&m->own, tbi_csv_digest(c));
    /* of the bytes read, so it is known only after reading */
    if (st == TB_OK)
        check_said(r, x, tbi_csv_digest(c));
    tbi_csv_close(c);
    r->rejects->sheet = NULL;
    if (st == TB_OK && (r->no_memory || m->table[m->tables - 1].sha256 == NULL))
        st = tbi_no_memory_of(err, x->path);
    return st;
}

/* Names of --prefer that are neither a table nor a source of this import. */
static tb_status check_preferred(const tb_reading *r, tb_err *err)
{
    for (const char *const *p = r->opts->prefer; p != NULL && *p != NULL; p++) {
        bool known = tbi_hash_map_get(&r->draft->source_at, *p, strlen(*p), false) >= 0;
        for (size_t i = 0; i < r->tables && !known; i++)
            known = strcmp(*p, r->table[i].path) == 0 ||
                    strcmp(*p, tbi_file_name(r->table[i].path)) == 0;
        if (!known)
            return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_PREFER_NEITHER_TABLE_NOR, *p);
    }
    return TB_OK;
}

/* Sources that no sources.csv explains, though there is one. Sources are explained by id; a
 * file's own name and ids of several sources (with '|') need no line there. */
static void note_sources(tb_reading *r, bool explained)
{
    size_t count = 0;
    const char *first = "";
    for (size_t i = 0; explained && i < r->draft->sources; i++) {
        const tb_source *s = &r->draft->source[i];
        bool file = false;
        for (size_t k = 0; k < r->tables && !file; k++)
            file = strcmp(tbi_file_name(r->table[k].path), s->id) == 0;
        if (file || strchr(s->id, '|') != NULL || s->publisher[0] != '\0' || s->title[0] != '\0' ||
            s->id[0] == '\0')
            continue;
        if (count++ == 0)
            first = s->id;
    }
    if (count > 0)
        tbi_reading_note(r, "unexplained-source", TB_MSG_IMPORT_SOURCES_UNEXPLAINED, count, first);
}

/* Cells with a score or a place, each once. */
static size_t count_cells(const tb_builder *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->indices; i++)
        for (size_t t = 0; t < TB_YEAR_COUNT; t++) {
            const tb_slab *s = d->index[i]->slab[t];
            for (size_t k = 0; s != NULL && k < s->indicators * s->units; k++)
                n += TB_MARK_IS(s->mark[k]) || (s->rank != NULL && TB_MARK_IS(s->rank_mark[k]));
        }
    return n;
}

/* Text [65]. The digest of the digests, in the order of reading: two panels with the same
 * text were made of the same bytes, wherever the files lay. */
static void compute_digest_of_tables(char *text, const tb_import *m)
{
    tb_digest d;
    tbi_digest_start(&d);
    for (size_t i = 0; i < m->tables; i++)
        tbi_digest_add(&d, m->table[i].sha256, strlen(m->table[i].sha256));
    tbi_digest_end(&d, text);
}

/* Tables by role, and as they were given within a role. Units before structure before figures:
 * each needs what the roles before it have defined. Checks come when all tables are in, since
 * parts of a sum may come from different files. */
static tb_status read_in_order(tb_reading *r, tb_import *m, const tb_resources *list, tb_err *err)
{
    bool explained = false;
    for (int role = TB_ROLE_UNITS; role < TB_ROLE_NONE; role++)
        for (size_t i = 0; i < list->count; i++) {
            if ((int)list->item[i].role != role)
                continue;
            explained = explained || role == TB_ROLE_SOURCES;
            tb_status st = read_table(r, m, &list->item[i], err);
            if (st != TB_OK)
                return st;
        }
    tbi_check_percents(r);
    tbi_check_sums(r, r->opts->complete);
    tbi_check_ranks(r, list);
    tbi_check_texts(r);
    note_sources(r, explained);
    if (r->no_memory)
        return tbi_no_memory(err, "the import");
    /* a file that could not be read may well be the one that was preferred */
    return r->rejects->count == 0 ? check_preferred(r, err) : TB_OK;
}

/* Before anything is opened: faults of the call are TB_EARG, faults of files TB_EDATA. */
static tb_status check_opts(const tb_import_opts *o, size_t n, tb_err *err)
{
    if (n == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_NOTHING_IMPORT_NAME_DATA);
    if (o->year != 0 && (o->year < TB_YEAR_FIRST || o->year > TB_YEAR_LAST))
        return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_YEAR, o->year, TB_YEAR_FIRST, TB_YEAR_LAST);
    return TB_OK;
}

/* Tables whose columns were guessed are shown before anything is written. tbi_show_guessed:
 * which column was taken as what. TB_EDATA with a remedy until --accept is given; without
 * guesses TB_OK. */
static tb_status ask_to_accept(tb_reading *r, const tb_resources *list, tb_err *err)
{
    const char *en = tbi_show_guessed(r, list, false);
    const char *vi = tbi_show_guessed(r, list, true);
    if (en == NULL || vi == NULL)
        return r->no_memory ? tbi_no_memory(err, "the import") : TB_OK;
    tb_buf notes = { 0 };
    tb_buf notes_vi = { 0 };
    tbi_buf_text(&notes, en);
    tbi_buf_text(&notes_vi, vi);
    for (size_t i = 0; i < r->notices->count; i++) {
        tbi_buf_printf(&notes, "%s\n", r->notices->notice[i].text);
        tbi_buf_printf(&notes_vi, "%s\n", r->notices->notice[i].text_vi);
    }
    /* faults that the caller has not named: they are asked for before the table is */
    size_t open = tbi_faults_open(r);
    tb_err why = TB_ERR_INIT;
    tb_status st =
        open > 0 ? tbi_fail(&why, TB_EDATA, TB_MSG_IMPORT_COMPARE_FAULTS, open, tbi_faults_named(r))
                 : tbi_fail(&why, TB_EDATA, TB_MSG_IMPORT_COMPARE);
    /* without open faults the sentence only asks to compare the table with the original */
    tbi_buf_text(&notes, why.message);
    tbi_buf_text(&notes_vi, why.message_vi);
    if (notes.failed || notes_vi.failed)
        st = tbi_no_memory(err, "the import");
    else
        st = tbi_fail_texts(err, st, why.message, why.message_vi);
    tbi_err_remedy(err, open > 0 ? TB_REMEDY_FAULTS : TB_REMEDY_ACCEPT);
    if (st == TB_EDATA)
        tbi_details_put(r->opts->details, notes.data, notes_vi.data);
    tbi_buf_free(&notes);
    tbi_buf_free(&notes_vi);
    return st;
}

/* Nothing is written until everything has been read and nothing was rejected. The maps of r live in
 * the arena of m, which outlives it. */
static tb_status run_import(tb_import *m, tb_builder *d, tb_rejects *rejects, tb_open_sheets *open,
                            const char *const *sources, size_t n, const char *out_path,
                            const tb_import_opts *o, tb_err *err)
{
    tb_resources list = { 0 };
    tb_status st = check_opts(o, n, err);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = tbi_resources_add(&list, sources[i], &m->own, err);
    tb_reading r = {
        .draft = d, .rejects = rejects, .notices = &m->notices, .arena = &m->own, .opts = o
    };
    r.names.arena = &m->own;
    r.limits_at.arena = &m->own;
    r.conflict_at.arena = &m->own;
    r.head_at.arena = &m->own;
    r.meaning_at.arena = &m->own;
    if (st == TB_OK)
        st = tbi_find_tables(&list, open, &r, err);
    if (st == TB_OK && list.count > TB_TABLES_MOST)
        st = tbi_fail(err, TB_EARG, TB_MSG_IMPORT_TABLES_MORE_ONE_IMPORT, list.count,
                      TB_TABLES_MOST);
    m->table = TB_NEW(&m->own, tb_import_table, list.count + 1);
    r.table = m->table;
    r.resource = TB_NEW(&m->own, const tb_resource *, list.count + 1);
    /* refusals on the way to here would make the list of tables short */
    if (st == TB_OK && m->own.refused)
        st = tbi_no_memory(err, "the import");
    if (st == TB_OK)
        /* before heads.csv: the first word for a head counts */
        st = tbi_heads_given(&r, err);
    if (st == TB_OK)
        st = read_in_order(&r, m, &list, err);
    if (st == TB_OK)
        st = tbi_rejects_end(rejects, o->details, err);
    if (st == TB_OK)
        st = tbi_faults_check_names(&r, err);
    /* a fault stays one though the table was accepted: it is taken by its name alone */
    if (st == TB_OK && (!o->accept || tbi_faults_open(&r) > 0))
        st = ask_to_accept(&r, &list, err);
    if (st != TB_OK)
        return st;
    m->settled = r.settled;
    m->cells = count_cells(d);
    /* a package of facts alone is one too */
    if (m->cells == 0) {
        bool facts = false;
        for (size_t i = 0; i < d->indices; i++)
            facts = facts || d->index[i]->facts > 0;
        if (!facts)
            return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_SOURCES_HOLD_FIGURE_ANY);
    }
    compute_digest_of_tables(d->digest, m);
    if (tb_memory_refusals() != m->refusals)
        return tbi_no_memory(err, "the import"); /* something may be lacking in what was read */
    return tbi_store_write(d, out_path, tbi_score_year, err);
}

/* A refusal of memory makes data look faulty, so it is the news even when a fault was found.
 * Nothing is written unless all is well: out_path stays as it was. *out is the caller's. */
tb_status tb_import_run(tb_import **out, const char *const *sources, size_t n, const char *out_path,
                        const tb_import_opts *o, tb_err *err)
{
    *out = NULL;
    tb_import_opts usual = TB_IMPORT_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_import *m = tbi_calloc(1, sizeof *m);
    tb_builder *d = tbi_calloc(1, sizeof *d);
    tb_rejects rejects = { 0 };
    tb_open_sheets open = { 0 };
    tb_status st = m != NULL && d != NULL ? TB_OK : tbi_no_memory(err, "the import");
    if (st == TB_OK) {
        m->refusals = tb_memory_refusals();
        tbi_builder_start(d);
        st = run_import(m, d, &rejects, &open, sources, n, out_path, o, err);
        /* refusals counted from the start: only those of this import */
        if (st == TB_EDATA && tb_memory_refusals() != m->refusals)
            st = tbi_no_memory(err, "the import");
        tbi_builder_free(d);
    }
    tbi_rejects_free(&rejects);
    tbi_open_sheets_free(&open);
    free(d);
    if (st != TB_OK) {
        tb_import_free(m);
        return st;
    }
    *out = m;
    return TB_OK;
}
