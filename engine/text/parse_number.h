/* text/parse_number.h - numbers as people and files write them, whatever the host's locale. */
#ifndef TB_TEXT_PARSE_NUMBER_H
#define TB_TEXT_PARSE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers are taken up to 2^53 - 1 in size: beyond it a double is no longer the whole number that
 * was written, and squares and sums of what is far beyond it are infinite. No score, cost or count
 * comes near. */
#define TB_NUMBER_MOST 9007199254740991.0

/* Reads the n bytes as one decimal number: [+-]digits[.digits][e[+-]digits]. comma: a decimal comma
 * is accepted too. Surrounding spaces and a % sign behind are accepted. The value is the double
 * nearest to the text. decimals (may be NULL): how many digits stood behind the point, for rounding
 * rules. false: not a number, or beyond TB_NUMBER_MOST. */
bool tbi_parse_double(double *out, int *decimals, const char *text, size_t n, bool comma);

/* Whole numbers in lo..hi. */
bool tbi_parse_int(long long *out, const char *text, size_t n, long long lo, long long hi);
bool tbi_parse_u64(uint64_t *out, const char *text, size_t n);

/* Writes the shortest decimal form that reads back as the same double (at most 17 digits), with a
 * point, into text [32]; returns its length. x is finite. */
size_t tbi_print_double(char *text, double x);

#endif
