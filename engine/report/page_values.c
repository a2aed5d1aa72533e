/* page_values.c - probabilities and bytes as pages read them. */
#include "report/page_values.h"

#include <math.h>

double tbi_json_chance(double x)
{
    return round(x * 1e5) / 1e5;
}

/* chance 0..1, already cumulated over places; a page takes differences for single ones. */
void tbi_place_rows_json(tb_json *j, const char *key, const double *chance, size_t units,
                         size_t points)
{
    tbi_json_array(j, key);
    for (size_t k = 0; k < units; k++) {
        tbi_json_array(j, NULL);
        for (size_t x = 0; x < points; x++)
            tbi_json_number(j, NULL, tbi_json_chance(chance[k * points + x]));
        tbi_json_array_end(j);
    }
    tbi_json_array_end(j);
}

void tbi_coded_draws_json(tb_json *j, const char *key, double low, double step,
                          const unsigned char *bytes, size_t n)
{
    tbi_json_object(j, key);
    tbi_json_number(j, "low", low);
    tbi_json_number(j, "step", step);
    tbi_json_base64(j, "data", bytes, n);
    tbi_json_object_end(j);
}
