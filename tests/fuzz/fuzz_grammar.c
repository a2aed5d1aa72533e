/* fuzz_grammar.c - libFuzzer: bytes as a formula of estimate (first byte f), as a number of a file
 * (n), as a date (d), a year in a title (y), or text to be folded and cut (anything else): nothing may
 * crash, leak or run away; a number that is read prints as itself and is no larger than 2^53 - 1, the
 * ends of a date are in order, what is refused has a reason. tests/fuzz/run.sh builds and runs it. */
#include "estimate/formula.h"
#include "text/date.h"
#include "text/numbers.h"
#include "text/parse_number.h"
#include "text/utf8.h"
#include "text/year_named.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void read_formula(const char *text)
{
    tb_err err = TB_ERR_INIT;
    tb_arena a = { 0 };
    tb_formula f;
    if (tbi_formula_parse(&f, text, &a, &err) == TB_OK) {
        must(f.variables >= 1 && f.terms <= TB_TERMS_MOST);
        for (size_t i = 0; i < f.terms; i++)
            for (size_t k = 0; k < f.term[i].factors; k++)
                must(f.term[i].factor[k] < f.variables);
    } else {
        must(err.message[0] != '\0');
    }
    tbi_arena_free(&a);
}

static void read_number(const char *text, size_t n)
{
    double x = 0;
    double again = 0;
    char said[32];
    tb_column_marks m = { 0 };
    if (tbi_parse_double(&x, NULL, text, n, true)) {
        must(isfinite(x) && fabs(x) <= 9007199254740991.0);
        size_t size = tbi_print_double(said, x);
        must(tbi_parse_double(&again, NULL, said, size, false) && again == x);
    }
    if (tbi_number(&x, &(int){ 0 }, &m, text, n, 1) == TB_NUMBER_READ)
        must(isfinite(x));
    long long whole = 0;
    if (tbi_whole_number(&whole, text, n, -50, 3000))
        must(whole >= -50 && whole <= 3000);
    (void)tbi_place(&x, text, n);
}

static void read_date(const char *text)
{
    int first = 0;
    int last = 0;
    if (!tbi_date_span(&first, &last, text))
        return;
    must(first <= last && first >= TB_DAY_FIRST && last <= TB_DAY_LAST);
    must(tbi_day_after(last) > last);
}

/* What was valid stays so when it is folded. */
static void fold_text(const char *text)
{
    tb_arena a = { 0 };
    size_t bad = 0;
    if (tbi_utf8_valid(text, strlen(text), &bad)) {
        const char *folded = tbi_utf8_fold(&a, text);
        must(folded != NULL && tbi_utf8_valid(folded, strlen(folded), &bad));
    } else {
        must(bad < strlen(text));
    }
    tbi_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n == 0)
        return 0;
    char *text = malloc(n);
    if (text == NULL)
        return 0;
    memcpy(text, bytes + 1, n - 1);
    text[n - 1] = '\0';
    if (bytes[0] == 'f')
        read_formula(text);
    else if (bytes[0] == 'n')
        read_number(text, n - 1);
    else if (bytes[0] == 'd')
        read_date(text);
    else if (bytes[0] == 'y')
        must(tbi_year_named(text) <= 2100);
    else
        fold_text(text);
    free(text);
    return 0;
}
