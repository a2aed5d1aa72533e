/* page_values.c - probabilities and bytes as pages read them. */
#include "report/page_values.h"

#include "base/refusals.h"

#include <math.h>
#include <string.h>

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

/* The alphabet is the one with + and /, padded with =. */
char *tbi_base64(unsigned char *bytes, size_t size)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *out = tbi_malloc((size + 2) / 3 * 4 + 1);
    size_t k = 0;
    if (out == NULL)
        return NULL;
    memset(bytes + size, 0, 3);
    for (size_t i = 0; i < size; i += 3) {
        unsigned long three = (unsigned long)bytes[i] << 16 | (unsigned long)bytes[i + 1] << 8 |
                              (unsigned long)bytes[i + 2];
        out[k++] = letter[three >> 18 & 63];
        out[k++] = letter[three >> 12 & 63];
        out[k++] = i + 1 < size ? letter[three >> 6 & 63] : '=';
        out[k++] = i + 2 < size ? letter[three & 63] : '=';
    }
    out[k] = '\0';
    return out;
}
