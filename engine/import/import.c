/* import.c - the run of an import: which tables, in which order, everything that is wrong, and only
 * then the panel file. */
#include <tangbac/import.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "import/reading.h"
#include "panel/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tb_import {
    tb_arena own;
    tb_import_table *table;
    size_t tables, cells, settled;
    tb_notice_list notices;
};

void tb_import_free(tb_import *m)
{
    if (m == NULL)
        return;
    tbi_arena_free(&m->own);
    free(m);
}

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

/* A table that cannot even be opened as one is a row error when it is the data's fault. */
static tb_status open_table(tb_csv **out, tb_rejects *rejects, const char *path, tb_err *err)
{
    tb_err why = TB_ERR_INIT;
    tb_status st = tbi_csv_open(out, path, &why);
    if (st == TB_OK)
        return TB_OK;
    if (st != TB_EDATA) {
        if (err != NULL)
            *err = why;
        return st;
    }
    tb_spot at = { path, 1, 0, NULL };
    tbi_reject(rejects, &at, &why);
    return TB_OK;
}

static tb_status find_roles(tb_resources *list, tb_rejects *rejects, tb_import *m, tb_err *err)
{
    for (size_t i = 0; i < list->count; i++) {
        tb_resource *x = &list->item[i];
        if (x->role != TB_ROLE_UNKNOWN)
            continue;
        if (strcmp(x->path, "-") == 0) { /* standard input cannot be looked at twice */
            x->role = TB_ROLE_VALUES;
            continue;
        }
        tb_csv *c = NULL;
        tb_status st = open_table(&c, rejects, x->path, err);
        if (st != TB_OK)
            return st;
        x->role = c != NULL ? tbi_role_of_table(c) : TB_ROLE_NONE;
        bool idle = c != NULL && x->role == TB_ROLE_NONE && !x->packaged;
        tbi_csv_close(c);
        if (!idle)
            continue;
        char text[400], text_vi[400];
        snprintf(text, sizeof text,
                 "'%.200s' holds no figures of an index (levers, goals or a score sheet?): import "
                 "does not read it",
                 x->path);
        snprintf(text_vi, sizeof text_vi,
                 "'%.200s' không có số liệu của chỉ số (giải pháp, chỉ tiêu, phiếu tự chấm?): "
                 "không nhập",
                 x->path);
        if (!tbi_notice_add(&m->notices, &m->own, "not-figures", text, text_vi))
            return tbi_no_memory(err, "the import");
    }
    return TB_OK;
}

static tb_status read_table(tb_reading *r, tb_import *m, const tb_resource *x, tb_err *err)
{
    tb_csv *c = NULL;
    tb_status st = open_table(&c, r->rejects, x->path, err);
    if (st != TB_OK || c == NULL)
        return st;
    m->table[m->tables++] = (tb_import_table){ x->path, "", 0 };
    r->tables = m->tables;
    st = tbi_read_plain_table(r, c, x, err);
    m->table[m->tables - 1].sha256 = tbi_arena_text(&m->own, tbi_csv_digest(c));
    tbi_csv_close(c);
    if (st == TB_OK && (r->no_memory || m->table[m->tables - 1].sha256 == NULL))
        st = tbi_no_memory(err, x->path);
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
            return tbi_fail_vi(err, TB_EARG,
                               "--prefer '%s' is neither a table nor a source of this import",
                               "--prefer '%s' không phải là bảng hay nguồn của lần nhập này", *p);
    }
    return TB_OK;
}

/* Sources that no sources.csv explains, though there is one. */
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
    if (count == 0)
        return;
    char text[300], text_vi[300];
    snprintf(text, sizeof text,
             "%zu sources are in no sources table and are known by their ids only, such as '%.80s'",
             count, first);
    snprintf(text_vi, sizeof text_vi,
             "%zu nguồn không có trong bảng nguồn, chỉ biết mã, ví dụ '%.80s'", count, first);
    if (!tbi_notice_add(r->notices, r->arena, "unexplained-source", text, text_vi))
        r->no_memory = true;
}

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

static void digest_of_tables(char *text, const tb_import *m)
{
    tb_digest d;
    tbi_digest_start(&d);
    for (size_t i = 0; i < m->tables; i++)
        tbi_digest_add(&d, m->table[i].sha256, strlen(m->table[i].sha256));
    tbi_digest_end(&d, text);
}

/* Tables by role, and as they were given within a role. */
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
    note_sources(r, explained);
    if (r->no_memory)
        return tbi_no_memory(err, "the import");
    return check_preferred(r, err);
}

static tb_status check_opts(const tb_import_opts *o, size_t n, tb_err *err)
{
    if (n == 0)
        return tbi_fail_vi(err, TB_EARG, "nothing to import: name a data package or a table",
                           "chưa nêu gói dữ liệu hoặc bảng cần nhập");
    if (o->year != 0 && (o->year < TB_YEAR_FIRST || o->year > TB_YEAR_LAST))
        return tbi_fail_vi(err, TB_EARG, "the year %d is not from %d to %d",
                           "năm %d không nằm trong khoảng %d đến %d", o->year, TB_YEAR_FIRST,
                           TB_YEAR_LAST);
    return TB_OK;
}

static tb_status run(tb_import *m, tb_builder *d, tb_rejects *rejects, const char *const *sources,
                     size_t n, const char *out_path, const tb_import_opts *o, tb_err *err)
{
    tb_resources list = { 0 };
    tb_status st = check_opts(o, n, err);
    for (size_t i = 0; i < n && st == TB_OK; i++)
        st = tbi_resources_add(&list, sources[i], &m->own, err);
    if (st == TB_OK && list.count > TB_TABLES_MOST)
        st = tbi_fail(err, TB_EARG, "%zu tables are more than the %d of one import", list.count,
                      TB_TABLES_MOST);
    if (st == TB_OK && (m->table = TB_NEW(&m->own, tb_import_table, list.count + 1)) == NULL)
        st = tbi_no_memory(err, "the import");
    if (st == TB_OK)
        st = find_roles(&list, rejects, m, err);
    tb_reading r = { .draft = d,
                     .rejects = rejects,
                     .notices = &m->notices,
                     .arena = &m->own,
                     .opts = o,
                     .table = m->table };
    r.names.arena = r.limits_at.arena = r.conflict_at.arena = &m->own;
    if (st == TB_OK)
        st = read_in_order(&r, m, &list, err);
    if (st == TB_OK)
        st = tbi_rejects_end(rejects, err);
    if (st != TB_OK)
        return st;
    m->settled = r.settled;
    m->cells = count_cells(d);
    if (m->cells == 0) {
        bool facts = false;
        for (size_t i = 0; i < d->indices; i++)
            facts = facts || d->index[i]->facts > 0;
        if (!facts)
            return tbi_fail_vi(err, TB_EDATA, "the sources hold no figure of any index",
                               "các nguồn không có số liệu của chỉ số nào");
    }
    digest_of_tables(d->digest, m);
    return tbi_store_write(d, out_path, err);
}

tb_status tb_import_run(tb_import **out, const char *const *sources, size_t n, const char *out_path,
                        const tb_import_opts *o, tb_err *err)
{
    *out = NULL;
    tb_import *m = calloc(1, sizeof *m);
    tb_builder *d = calloc(1, sizeof *d);
    tb_rejects rejects = { 0 };
    tb_status st = m != NULL && d != NULL ? TB_OK : tbi_no_memory(err, "the import");
    if (st == TB_OK) {
        tbi_builder_start(d);
        st = run(m, d, &rejects, sources, n, out_path, o, err);
        if (st == TB_EDATA && (d->own.refused || m->own.refused))
            st = tbi_no_memory(err, "the import");
        tbi_builder_free(d);
    }
    tbi_rejects_free(&rejects);
    free(d);
    if (st != TB_OK) {
        tb_import_free(m);
        return st;
    }
    *out = m;
    return TB_OK;
}
