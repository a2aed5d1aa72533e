/* samples.c - draws to CSV and HDF5; computes nothing but deviations. */
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "messages/panel.h"
#include "panel/h5_part.h"
#include "text/parse_number.h"

#include <hdf5_hl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/samples.h>
#include <tangbac/version.h>

/* level [n]: what each draw deviates from. */
static void find_levels(double *level, const tb_samples *s)
{
    for (size_t d = 0; d < s->n; d++) {
        /* without a level of its own, a draw deviates from the mean of its known units */
        double sum = 0, known = 0;
        for (size_t i = 0; i < s->n_unit && s->level == NULL; i++)
            if (!isnan(s->score[i * s->n + d])) {
                sum += s->score[i * s->n + d];
                known++;
            }
        level[d] = s->level != NULL ? s->level[d] : sum / known;
    }
}

/* One row for each score that is known. */
static tb_status write_csv(const tb_samples *s, const double *level, const char *path, tb_err *err)
{
    tb_buf b = { 0 };
    char number[32];
    tbi_buf_text(&b, "index,origin,year,unit,output_type,output_type_id,value,deviation\n");
    for (size_t i = 0; i < s->n_unit; i++)
        for (size_t d = 0; d < s->n; d++) {
            double x = s->score[i * s->n + d];
            if (isnan(x))
                continue;
            tbi_buf_printf(&b, "%s,%d,%d,%s,sample,%zu,", s->index, s->origin, s->year, s->code[i],
                           d);
            number[tbi_print_double(number, x)] = '\0';
            tbi_buf_text(&b, number);
            tbi_buf_char(&b, ',');
            number[tbi_print_double(number, x - level[d])] = '\0';
            tbi_buf_text(&b, number);
            tbi_buf_char(&b, '\n');
        }
    tb_status st =
        b.failed ? tbi_no_memory(err, "the draws") : tbi_file_save(path, b.data, b.size, err);
    tbi_buf_free(&b);
    return st;
}

/* A data set along one or two scales, packed; absent values are NaN. */
static bool put_table(hid_t at, const char *name, const double *x, const hsize_t *dims,
                      const hid_t *scale, int n)
{
    static const double absent = NAN;
    hid_t how = tbi_h5_plan();
    hid_t space = H5Screate_simple(n, dims, NULL);
    hid_t set = H5I_INVALID_HID;
    bool ok =
        how >= 0 && space >= 0 && H5Pset_chunk(how, n, dims) >= 0 && H5Pset_shuffle(how) >= 0 &&
        H5Pset_deflate(how, 3) >= 0 && H5Pset_fletcher32(how) >= 0 &&
        H5Pset_fill_value(how, H5T_NATIVE_DOUBLE, &absent) >= 0 &&
        (set = H5Dcreate2(at, name, H5T_IEEE_F64LE, space, H5P_DEFAULT, how, H5P_DEFAULT)) >= 0 &&
        H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, x) >= 0;
    for (int k = 0; k < n && ok; k++)
        ok = H5DSattach_scale(set, scale[k], (unsigned)k) >= 0;
    if (set >= 0)
        ok = H5Dclose(set) >= 0 && ok;
    if (how >= 0)
        H5Pclose(how);
    if (space >= 0)
        H5Sclose(space);
    return ok;
}

/* What the tables are, for programs that know the CF conventions. */
static bool put_meanings(hid_t file, const tb_samples *s)
{
    bool ok =
        tbi_h5_put_text(file, "Conventions", "CF-1.8") &&
        tbi_h5_put_words(file, "score", "long_name", "score in each draw") &&
        tbi_h5_put_words(file, "deviation", "long_name", "score less the level of its draw") &&
        tbi_h5_put_words(file, "level", "long_name", "mean of the units in each draw") &&
        tbi_h5_put_words(file, "unit", "long_name", "code of the unit") &&
        tbi_h5_put_words(file, "sample", "long_name", "number of the draw");
    static const char *const scores[] = { "score", "deviation", "level" };
    for (size_t k = 0; k < 3 && ok && s->unit != NULL; k++)
        ok = tbi_h5_put_words(file, scores[k], "units", tbi_h5_unit(s->unit));
    return ok;
}

/* number: [n] 0, 1, ... for the scale of draws. */
static bool put_file(hid_t file, const tb_samples *s, const double *level, const double *deviation,
                     const int *number)
{
    char seed[32];
    hsize_t dims[2] = { s->n_unit, s->n };
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)s->seed);
    hid_t scale[2] = { tbi_h5_put_text_scale(file, "unit", s->code, s->n_unit),
                       tbi_h5_put_int_scale(file, "sample", number, s->n) };
    bool ok =
        scale[0] >= 0 && scale[1] >= 0 && tbi_h5_put_text(file, "tangbac_version", TB_VERSION) &&
        tbi_h5_put_text(file, "index", s->index) && tbi_h5_put_text(file, "model", s->model) &&
        tbi_h5_put_int(file, "origin", s->origin) && tbi_h5_put_int(file, "year", s->year) &&
        tbi_h5_put_text(file, "seed", seed) && put_table(file, "score", s->score, dims, scale, 2) &&
        put_table(file, "deviation", deviation, dims, scale, 2) &&
        put_table(file, "level", level, dims + 1, scale + 1, 1) && put_meanings(file, s);
    for (int k = 0; k < 2; k++)
        if (scale[k] >= 0)
            ok = H5Dclose(scale[k]) >= 0 && ok;
    return ok;
}

/* deviation [unit][draw] as score; the file is made in memory and saved outside the lock of
 * HDF5. */
static tb_status write_h5(const tb_samples *s, const double *level, const char *path, tb_err *err)
{
    tb_h5_quiet quiet;
    char *bytes = NULL;
    size_t size = 0;
    size_t cells = s->n_unit * s->n;
    double *deviation = tbi_malloc((cells + 1) * sizeof *deviation);
    int *number = tbi_malloc((s->n + 1) * sizeof *number);
    for (size_t k = 0; k < cells && deviation != NULL; k++)
        deviation[k] = s->score[k] - level[k % s->n];
    for (size_t d = 0; d < s->n && number != NULL; d++)
        number[d] = (int)d;
    tbi_h5_enter(&quiet);
    tb_h5_image image = { .file = H5I_INVALID_HID };
    bool ok = deviation != NULL && number != NULL && tbi_h5_new_image(&image) &&
              put_file(image.file, s, level, deviation, number);
    ok = tbi_h5_take_image(&bytes, &size, &image, 0) && ok;
    tbi_h5_leave(&quiet);
    tb_status st = ok ? tbi_file_save(path, bytes, size, err) : tbi_no_memory(err, "the draws");
    free(bytes);
    free(deviation);
    free(number);
    return st;
}

/* The ending decides the form; .nc is the same file as .h5. */
tb_status tb_samples_write(const tb_samples *s, const char *path, tb_err *err)
{
    const char *ending = tbi_file_ending(path);
    bool csv = strcmp(ending, ".csv") == 0;
    if (!csv && strcmp(ending, ".h5") != 0 && strcmp(ending, ".nc") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_PANEL_SAMPLES_ENDING, path);
    if (s->n == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_PANEL_NO_SAMPLES);
    double *level = tbi_malloc(s->n * sizeof *level);
    if (level == NULL)
        return tbi_no_memory(err, "the draws");
    find_levels(level, s);
    tb_status st = csv ? write_csv(s, level, path, err) : write_h5(s, level, path, err);
    free(level);
    return st;
}
