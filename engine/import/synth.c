/* synth.c - a complete data package of units that do not exist, every file of which says so: for
 * tests of scale and for learning the tools. */
#include <tangbac/import.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/opts.h"
#include "base/stream.h"
#include "import/synth_model.h"
#include "messages/import.h"
#include "messages/one_language.h"
#include "messages/synth.h"
#include "text/json_read.h"

#include <stdio.h>
#include <string.h>

enum {
    /* years count backwards from here as far as FIRST_YEAR, and only then forwards */
    LAST_YEAR = 2023,
    FIRST_YEAR = 1990,
    UNITS_MOST = 1000000,
    INDICATORS_MOST = 10000,
    PARTS = 4,
    /* bytes in the buffer from which they go to the file: a million units would not fit in
     * memory */
    FLUSH_FROM = 1 << 20
};

typedef struct synth_plan {
    /* leaves: indicators without parts; dimensions: groups of up to PARTS of them */
    size_t units, years, leaves, dimensions;
    /* break_year: in which the scheme changes, 0 for never. the first year of the figures */
    int first_year, break_year;
    int digits; /* of a unit's code */
    tb_arena *arena;
    const char *dir;
} synth_plan;

/* The calendar year of year t of the package, from 0. */
static int draw_year(const synth_plan *p, size_t t)
{
    return p->first_year + (int)t;
}

/* Writes one small file of the package. */
static tb_status save_file(const synth_plan *p, const char *name, tb_buf *b, tb_err *err)
{
    const char *path = tbi_arena_printf(p->arena, "%s/%s", p->dir, name);
    tb_status st = path != NULL && !b->failed ? tbi_file_save(path, b->data, b->size, err)
                                              : tbi_no_memory_of(err, name);
    tbi_buf_free(b);
    return st;
}

/* A name of both languages, as two columns of a row: "Vietnamese,English". */
#define BOTH(...) TB_VI(__VA_ARGS__), TB_EN(__VA_ARGS__)

/* units.csv and neighbours.csv. The units stand in a row: each borders on the one before and the
 * one behind. Regions are equal stretches of the row. valid_to is empty: the units hold without
 * an end. */
static tb_status write_units(const synth_plan *p, tb_err *err)
{
    static const char *const regions[] = { "S-NORTH", "S-COAST", "S-HILLS",
                                           "S-SOUTH", "S-DELTA", "S-EAST" };
    tb_buf b = { 0 };
    tbi_buf_text(&b, "unit,name_vi,name_en,region,kind,valid_from,valid_to,successor\n");
    for (size_t i = 0; i < p->units; i++)
        tbi_buf_printf(&b, "S%0*zu,%s %zu,%s %zu,%s,synthetic,1990,,\n", p->digits, i + 1,
                       TB_VI(TB_WORD_SYNTH_UNIT), i + 1, TB_EN(TB_WORD_SYNTH_UNIT), i + 1,
                       regions[i * 6 / p->units]);
    tb_status st = save_file(p, "units.csv", &b, err);
    if (st != TB_OK)
        return st;
    tbi_buf_text(&b, "unit,neighbour_unit\n");
    for (size_t i = 0; i + 1 < p->units; i++)
        tbi_buf_printf(&b, "S%0*zu,S%0*zu\nS%0*zu,S%0*zu\n", p->digits, i + 1, p->digits, i + 2,
                       p->digits, i + 2, p->digits, i + 1);
    return save_file(p, "neighbours.csv", &b, err);
}

/* indices.csv, sources.csv and schemes.csv; two schemes where there is a break. The scheme
 * changes in break_year, which schemes.csv tells with the day on which it was announced. */
static tb_status write_indices(const synth_plan *p, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "index,name_vi,name_en,publisher,unit,direction,kind,note\n");
    tbi_buf_printf(&b, "SYN,%s,%s,tangbac synth,points,up,index,made by tangbac synth\n",
                   BOTH(TB_WORD_SYNTH_INDEX));
    tb_status st = save_file(p, "indices.csv", &b, err);
    if (st != TB_OK)
        return st;
    tbi_buf_text(&b, "source,publisher,title,published,url,note\n"
                     "SYNTHETIC,tangbac synth,Synthetic figures of units that do not exist,,,not "
                     "the figures of any province\n");
    if ((st = save_file(p, "sources.csv", &b, err)) != TB_OK)
        return st;
    tbi_buf_text(&b, "index,scheme,first_year,last_year,announced,groups,source\n");
    if (p->break_year > 0)
        tbi_buf_printf(
            &b, "SYN,synthetic-1,%d,%d,,,SYNTHETIC\nSYN,synthetic-2,%d,,%d-12-15,,SYNTHETIC\n",
            p->first_year, p->break_year - 1, p->break_year, p->break_year - 1);
    else
        tbi_buf_printf(&b, "SYN,synthetic-1,%d,,,,SYNTHETIC\n", p->first_year);
    return save_file(p, "schemes.csv", &b, err);
}

/* A tree of three levels. Every leaf goes from 0.25 to 2.5, so the range of a node is that times
 * its leaves. Weights are 1: a node is the plain sum of its parts. */
static tb_status write_structure(const synth_plan *p, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(
        &b,
        "index,code,parent,name_vi,name_en,min,max,weight,first_year,last_year,kind,source,note\n");
    tbi_buf_printf(&b, "SYN,TOTAL,,%s,%s,%g,%g,,%d,,total,SYNTHETIC,\n", BOTH(TB_WORD_SYNTH_TOTAL),
                   0.25 * (double)p->leaves, 2.5 * (double)p->leaves, p->first_year);
    for (size_t d = 0; d < p->dimensions; d++) {
        size_t parts = (d + 1) * PARTS <= p->leaves ? PARTS : p->leaves - d * PARTS;
        tbi_buf_printf(&b, "SYN,D%zu,TOTAL,%s %zu,%s %zu,%g,%g,1,%d,,dimension,SYNTHETIC,\n", d + 1,
                       TB_VI(TB_WORD_SYNTH_DIMENSION), d + 1, TB_EN(TB_WORD_SYNTH_DIMENSION), d + 1,
                       0.25 * (double)parts, 2.5 * (double)parts, p->first_year);
    }
    for (size_t c = 0; c < p->leaves; c++)
        tbi_buf_printf(&b, "SYN,I%zu,D%zu,%s %zu,%s %zu,0.25,2.5,1,%d,,sub-dimension,SYNTHETIC,\n",
                       c + 1, c / PARTS + 1, TB_VI(TB_WORD_SYNTH_INDICATOR), c + 1,
                       TB_EN(TB_WORD_SYNTH_INDICATOR), c + 1, p->first_year);
    return save_file(p, "structure.csv", &b, err);
}

/* levers.csv and goals.csv: one measure for each dimension, one goal in the year behind the last
 * one. Measures have no figures of effect: evidence is looked for, as with real ones. */
static tb_status write_plans(const synth_plan *p, tb_err *err)
{
    tb_buf b = { 0 };
    tbi_buf_text(&b, "id,name_vi,name_en,agency_vi,agency_en,component,mean,sd,per,lag,cost,cost_"
                     "unit,requires,excludes,link,note,source\n");
    for (size_t d = 0; d < p->dimensions; d++)
        tbi_buf_printf(&b,
                       "SYN%zu,%s %zu,%s %zu,%s,%s,SYN.D%zu,,,,,,,,,inferred,synthetic,SYNTHETIC\n",
                       d + 1, TB_VI(TB_WORD_SYNTH_MEASURE), d + 1, TB_EN(TB_WORD_SYNTH_MEASURE),
                       d + 1, BOTH(TB_WORD_SYNTH_AGENCY), d + 1);
    tb_status st = save_file(p, "levers.csv", &b, err);
    if (st != TB_OK)
        return st;
    int last = draw_year(p, p->years - 1);
    tbi_buf_text(
        &b,
        "id,plan,unit,index,goal,year,base_year,any,text_vi,text_en,expect,outcome,met,source\n");
    tbi_buf_printf(&b, "SYN1,synthetic,S%0*d,SYN,top 10,%d,%d,,%s,%s,parse,,,SYNTHETIC\n",
                   p->digits, 1, last + 1, last, BOTH(TB_WORD_SYNTH_GOAL));
    return save_file(p, "goals.csv", &b, err);
}

/* datapackage.json and README.md. `tangbac:synthetic` is how check_folder knows the package
 * again. Written last but the README: a folder with a descriptor is whole. */
static tb_status write_descriptor(const synth_plan *p, tb_err *err)
{
    static const char *const tables[] = { "units",   "neighbours", "indices", "sources",
                                          "schemes", "structure",  "facts",   "values",
                                          "levers",  "goals" };
    tb_buf b = { 0 };
    tbi_buf_printf(
        &b,
        "{\n \"profile\": \"data-package\",\n \"name\": \"tangbac-synthetic\",\n \"version\": "
        "\"1.0.0\",\n \"title\": \"%s\",\n \"title_vi\": \"%s\",\n"
        " \"tangbac:package\": 1,\n \"tangbac:synthetic\": true,\n \"resources\": [\n",
        TB_EN(TB_WORD_SYNTH_TITLE), TB_VI(TB_WORD_SYNTH_TITLE));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        tbi_buf_printf(&b,
                       "  {\"name\": \"%s\", \"path\": \"%s.csv\", \"tangbac:role\": \"%s\", "
                       "\"title\": \"Synthetic %s\", \"format\": \"csv\", "
                       "\"encoding\": \"utf-8\"}%s\n",
                       tables[i], tables[i], tables[i], tables[i],
                       i + 1 < sizeof tables / sizeof *tables ? "," : "");
    tbi_buf_text(&b, " ]\n}\n");
    tb_status st = save_file(p, "datapackage.json", &b, err);
    if (st != TB_OK)
        return st;
    tbi_buf_printf(&b, "# Synthetic figures\n\n%s\n\n%s\n", TB_EN(TB_WORD_SYNTH_README),
                   TB_VI(TB_WORD_SYNTH_README));
    return save_file(p, "README.md", &b, err);
}

/* y has four digits behind the point and is below 10: "1.2345". */
static void add_score(tb_buf *b, double y)
{
    unsigned n = (unsigned)(y * 1e4 + 0.5);
    char text[6] = { (char)('0' + n / 10000 % 10), '.',
                     (char)('0' + n / 1000 % 10),  (char)('0' + n / 100 % 10),
                     (char)('0' + n / 10 % 10),    (char)('0' + n % 10) };
    tbi_buf_add(b, text, sizeof text);
}

/* The rows of one unit in one year: every leaf, or one fact that it was withheld. b: of
 * values.csv, facts: of facts.csv. Totals are not written, so that an import has to compute
 * them. */
static void add_year(tb_buf *b, tb_buf *facts, const synth_plan *p, const tb_synth_model *model,
                     size_t unit, int year)
{
    char head[64];
    if (model->withheld[unit]) {
        tbi_buf_printf(facts, "SYN,%d,S%0*zu,TOTAL,withheld,1,0,SYNTHETIC,published,synthetic\n",
                       year, p->digits, unit + 1);
        return;
    }
    int n = snprintf(head, sizeof head, ",%d,S%0*zu,", year, p->digits, unit + 1);
    for (size_t c = 0; c < p->leaves; c++) {
        char code[24];
        int m = snprintf(code, sizeof code, "SYN,I%zu", c + 1);
        tbi_buf_add(b, code, (size_t)m);
        tbi_buf_add(b, head, (size_t)n);
        add_score(b, model->score[unit * p->leaves + c]);
        tbi_buf_text(b, ",SYNTHETIC\n");
    }
}

/* values.csv goes out in pieces as it is drawn, facts.csv is small and is kept until the end.
 * The same seed gives the same bytes. On failure values.csv is dropped. */
static tb_status write_figures(const synth_plan *p, uint64_t seed, tb_err *err)
{
    tb_synth_model model;
    tb_buf b = { 0 }, facts = { 0 };
    tb_out_file out;
    const char *path = tbi_arena_printf(p->arena, "%s/values.csv", p->dir);
    if (path == NULL || !tbi_synth_start(&model, p->units, p->leaves, seed, p->arena))
        return tbi_no_memory(err, "synthetic figures");
    tb_status st = tbi_out_open(&out, path, err);
    if (st != TB_OK)
        return st;
    /* the heads of a long table */
    tbi_buf_text(&b, "index,indicator,year,unit,value,source\n");
    tbi_buf_text(&facts, "index,year,scope,indicator,kind,value,tolerance,source,basis,note\n");
    for (size_t t = 0; t < p->years && st == TB_OK; t++) {
        tbi_synth_year(&model, draw_year(p, t) == p->break_year);
        tbi_buf_printf(&facts, "SYN,%d,VN,TOTAL,n_ranked,%zu,0,SYNTHETIC,published,synthetic\n",
                       draw_year(p, t), model.ranked);
        for (size_t i = 0; i < p->units && st == TB_OK; i++) {
            add_year(&b, &facts, p, &model, i, draw_year(p, t));
            if (b.failed || facts.failed)
                st = tbi_no_memory(err, "synthetic figures");
            /* kept in memory until there is a megabyte of it */
            if (b.size < FLUSH_FROM || st != TB_OK)
                continue;
            st = tbi_out_add(&out, b.data, b.size, err);
            b.size = 0;
        }
    }
    if (st == TB_OK)
        st = tbi_out_add(&out, b.data, b.size, err);
    if (st == TB_OK)
        st = tbi_out_keep(&out, err);
    else
        tbi_out_drop(&out);
    tbi_buf_free(&b);
    if (st == TB_OK)
        return save_file(p, "facts.csv", &facts, err);
    tbi_buf_free(&facts);
    return st;
}

/* The folder is made, empty, or holds a package that synth made before. TB_EARG: the folder
 * holds files of others, which are never overwritten. */
static tb_status check_folder(const synth_plan *p, tb_err *err)
{
    bool empty = false;
    tb_status st = tbi_file_make_dir(p->dir, err);
    if (st == TB_OK)
        st = tbi_file_dir_empty(&empty, p->dir, err);
    if (st != TB_OK || empty)
        return st;
    const char *path = tbi_arena_printf(p->arena, "%s/datapackage.json", p->dir);
    const char *bytes = NULL;
    size_t n = 0;
    cJSON *json = NULL;
    if (path == NULL)
        return tbi_no_memory_of(err, p->dir);
    bool ours = tbi_file_exists(path) &&
                tbi_file_read(&bytes, &n, path, 1 << 20, p->arena, NULL) == TB_OK &&
                tbi_json_parse(&json, bytes, n, path, NULL) == TB_OK &&
                cJSON_IsTrue(tbi_json_get(json, "tangbac:synthetic"));
    cJSON_Delete(json);
    if (ours)
        return TB_OK;
    return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_FOLDER_HOLDS_OTHER_FILES, p->dir);
}

/* Years end with 2100, the last one that an import takes. */
static tb_status check_sizes(const tb_synth_opts *o, tb_err *err)
{
    size_t years_most = 2100 - FIRST_YEAR + 1;
    if (o->units < 2 || o->units > UNITS_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_UNITS_FROM, UNITS_MOST, o->units);
    if (o->years < 1 || o->years > years_most)
        return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_YEARS_FROM, years_most, o->years);
    if (o->indicators < 1 || o->indicators > INDICATORS_MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_INDICATORS_FROM, INDICATORS_MOST,
                        o->indicators);
    return TB_OK;
}

/* The descriptor is written last: a run that was stopped leaves a folder that is no package. */
tb_status tb_synth_write(const char *dir, const tb_synth_opts *o, tb_err *err)
{
    tb_synth_opts usual = TB_SYNTH_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_status st = check_sizes(o, err);
    if (st != TB_OK)
        return st;
    tb_arena a = { 0 };
    /* years beyond those from 1990 to LAST_YEAR are added behind it */
    size_t back = o->years <= LAST_YEAR - FIRST_YEAR + 1 ? o->years - 1 : LAST_YEAR - FIRST_YEAR;
    synth_plan p = { o->units,
                     o->years,
                     o->indicators,
                     (o->indicators + PARTS - 1) / PARTS,
                     LAST_YEAR - (int)back,
                     0,
                     2,
                     &a,
                     dir };
    /* a break of the scheme needs some years on both sides of it to be of use */
    if (p.years >= 8)
        p.break_year = draw_year(&p, p.years * 3 / 5);
    /* two digits for up to a hundred units, one more for each ten times as many */
    for (size_t n = p.units; n >= 100; n /= 10)
        p.digits++;
    st = check_folder(&p, err);
    if (st == TB_OK)
        st = write_units(&p, err);
    if (st == TB_OK)
        st = write_indices(&p, err);
    if (st == TB_OK)
        st = write_structure(&p, err);
    if (st == TB_OK)
        st = write_plans(&p, err);
    if (st == TB_OK)
        st = write_figures(&p, o->seed, err);
    if (st == TB_OK)
        st = write_descriptor(&p, err); /* last: what is not whole is no package */
    tbi_arena_free(&a);
    return st;
}
