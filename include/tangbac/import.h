/* tangbac/import.h - from data packages and CSV tables to a panel file, every row checked, all or
 * nothing.
 *
 * A source is a `datapackage.json` (Frictionless Data Package), a folder that holds one, or a CSV
 * table, long (index,indicator,year,unit,value,...) or wide (one row a unit, one column an
 * indicator). Sources are merged cell by cell by the rules of docs/data.md, "Merging".
 */
#ifndef TANGBAC_IMPORT_H
#define TANGBAC_IMPORT_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_import_opts {
    size_t size; /* of this struct, set by the initialiser */
    /* for wide tables and tables without an index column; NULL = from the table */
    const char *index;
    int year; /* the same for the year; 0 = from the table */
    /* NULL-terminated: a file or a source id that holds where sources differ, first wins */
    const char *const *prefer;
    /* the tables are offered as complete: a component sum that contradicts a total is refused */
    bool complete;
    /* NULL-terminated 'HEAD=INDICATOR': what a head means that is not known ("-": pass it over) */
    const char *const *columns;
    bool accept; /* take what a reader had to guess: the rows of a PDF */
    /* NULL-terminated: names of faults that the publisher printed so, as a refusal gave them
     * ("sum:PAR.TOTAL:2023:02", "left-out:PAR:2023:12", "ranks:PAR.TOTAL:2023"). Any other fault
     * is refused; so is a name that no fault has. */
    const char *const *faults;
    tb_err_details
        *details; /* out: all rows that were refused, what was read of a PDF; may be NULL */
} tb_import_opts;
#define TB_IMPORT_OPTS_INIT            \
    {                                  \
        .size = sizeof(tb_import_opts) \
    }

/* What an import did. Opaque; owns its texts. */
typedef struct tb_import tb_import;

/* Reads `n` sources and writes the panel file `out_path`: beside, synced, renamed, so that a reader
 * sees the old panel or the new one and never a part. On failure nothing is written, err holds the
 * first rejected row (file:line:column, what, what to do) and how many more there are, and
 * o->details a line for each of the first 50. Errors: TB_EARG (options), TB_EDATA (rows), TB_EIO
 * (files, disk full), TB_ENOMEM.
 * */
TB_API TB_MUST_CHECK tb_status tb_import_run(tb_import **out, const char *const *sources, size_t n,
                                             const char *out_path, const tb_import_opts *o,
                                             tb_err *err);
TB_API void tb_import_free(tb_import *m);

/* Per table that was read: path (borrowed), sha256 of its bytes, rows. */
typedef struct tb_import_table {
    const char *path, *sha256;
    size_t rows;
} tb_import_table;
TB_API size_t tb_import_tables(const tb_import *m);
TB_API const tb_import_table *tb_import_table_at(const tb_import *m, size_t i);
TB_API size_t tb_import_cells(const tb_import *m); /* values that stand in the panel */
/* conflicts that --prefer or conflicts.csv settled */
TB_API size_t tb_import_settled(const tb_import *m);
TB_API tb_notices tb_import_notices(const tb_import *m);

/* Writes one index (or all, index = NULL) of a panel as a long CSV table that tb_import_run reads
 * back to the same panel. */
TB_API TB_MUST_CHECK tb_status tb_export_csv(const tb_panel *p, const char *index,
                                             const char *out_path, tb_err *err);
/* The same rows, with the names of units and indicators, as an Excel workbook (sheets figures,
 * units, indicators, sources; TB_EARG when there are more rows than a sheet holds) and as a Stata
 * data set (format 118, basis with value labels, sources as notes). Written beside and renamed;
 * nothing in them tells when. */
TB_API TB_MUST_CHECK tb_status tb_export_xlsx(const tb_panel *p, const char *index,
                                              const char *out_path, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_export_dta(const tb_panel *p, const char *index,
                                             const char *out_path, tb_err *err);
/* A row a unit and year and a column an indicator (of several indices INDEX_INDICATOR), published
 * places as RANK and X_RANK, empty where there is no figure; the form by the ending of `out_path`:
 * .csv, .xlsx or .dta. An import reads the .csv of one index back (--index). Sources and basis
 * stand only in the long table. */
TB_API TB_MUST_CHECK tb_status tb_export_wide(const tb_panel *p, const char *index,
                                              const char *out_path, tb_err *err);

/* A table to fill in: a row a unit, a column an indicator of the scheme, as .csv or .xlsx (with
 * lists of units and the scheme's limits as checks) by the ending of `out_path`; tb_import_run
 * reads it back. With `missing` only the units and years of which a figure is not in the panel, the
 * others filled in. Errors: TB_EARG, TB_EDATA (no such index), TB_EIO, TB_ENOMEM. */
typedef struct tb_template_opts {
    size_t size;       /* sizeof(tb_template_opts), set by TB_TEMPLATE_OPTS_INIT */
    const char *index; /* required */
    int year;          /* 0: every year of the index */
    bool missing;
} tb_template_opts;
#define TB_TEMPLATE_OPTS_INIT            \
    {                                    \
        .size = sizeof(tb_template_opts) \
    }
TB_API TB_MUST_CHECK tb_status tb_export_template(const tb_panel *p, const tb_template_opts *o,
                                                  const char *out_path, tb_err *err);

/* A complete, clearly marked synthetic data package in the folder `dir` (made if absent; refused
 * unless empty or a package of ours).
 * The default has the real panel's variance, persistence and gaps; the sizes are for scale tests.
 * */
typedef struct tb_synth_opts {
    size_t size; /* of this struct, set by the initialiser */
    size_t units, years, indicators;
    uint64_t seed;
} tb_synth_opts;
#define TB_SYNTH_OPTS_INIT                                                                   \
    {                                                                                        \
        .size = sizeof(tb_synth_opts), .units = 63, .years = 13, .indicators = 31, .seed = 1 \
    }
TB_API TB_MUST_CHECK tb_status tb_synth_write(const char *dir, const tb_synth_opts *o, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
