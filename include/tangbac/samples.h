/* tangbac/samples.h - the draws of a forecast or of completed tables, out into a file for other
 * programs: in the columns of the forecasting hubs, or as a netCDF-4 file.
 */
#ifndef TANGBAC_SAMPLES_H
#define TANGBAC_SAMPLES_H

#include <tangbac/complete.h>
#include <tangbac/forecast.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed from its result. n is 0 when draws were not asked for (`samples` of the options). */
typedef struct tb_samples {
    const char *index, *model; /* model: "completed" for completed tables */
    /* origin: the last year whose figures were used */
    int origin, year;
    uint64_t seed;
    size_t n_unit, n;
    const char *const *code; /* [n_unit] */
    const double *score;     /* [n_unit][n] NaN: not ranked in that draw */
    /* [n] national mean of the draw: score less this is the deviation that evaluations judge. NULL:
     * the mean of the draw's scores */
    const double *level;
    const char *unit; /* of the scores: "points", "%"; NULL: not said */
} tb_samples;

TB_API tb_samples tb_forecast_samples(const tb_forecast *f);
TB_API tb_samples tb_completion_samples(const tb_completion *c);

/* Writes path whole or not at all. By its ending: ".csv", rows of
 * index,origin,year,unit,output_type,output_type_id,value,deviation (output_type sample; what
 * tb_evaluate_run reads); ".h5" or ".nc", score [unit][sample], deviation, level [sample] with
 * dimension scales and attributes, as netCDF-4 and the CF conventions have them. Errors: TB_EARG
 * (another ending, no draws), TB_EIO, TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_samples_write(const tb_samples *s, const char *path, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
