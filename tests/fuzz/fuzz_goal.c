/* fuzz_goal.c - any bytes as a goal: parsed or refused, never a crash; what is parsed must say
 * itself, read back, and make a bar. Not part of ctest:
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude -Iengine tests/fuzz/fuzz_goal.c
 *   build/asan/engine/libtangbac.a $(pkg-config --libs
 * libutf8proc) -lm -o /tmp/fuzz_goal /tmp/fuzz_goal -max_total_time=60 Without a fuzzing engine,
 * compile with -DFUZZ_STANDALONE: it then makes its own inputs from the table of cases. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/goal.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds, const char *what, const char *text)
{
    if (holds)
        return;
    fprintf(stderr, "%s: '%s'\n", what, text);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static tb_err err;
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    tb_goal g, again;
    tb_goal_refusal why;
    char said[400], second[400], index[64];
    const char *clause = NULL;
    if (tb_goal_parse(&g, text, NULL, &why, &err) == TB_OK) {
        must(why == TB_REFUSE_NONE, "parsed with a refusal", text);
        must(tb_goal_describe(said, sizeof said, &g, false) < sizeof said, "says too much", text);
        must(tb_goal_parse(&again, said, NULL, &why, &err) == TB_OK, "does not read back", said);
        tb_goal_describe(second, sizeof second, &again, false);
        must(strcmp(said, second) == 0, "reads back otherwise", said);
        tb_goal_base base = { 60, 31, "B", NULL, false };
        tb_goal_requirement bar;
        if (tb_goal_requirement_of(&bar, &g, &base, NULL, NULL))
            must(bar.place > 0 || bar.region_place > 0 || !isnan(bar.points), "an empty bar", text);
    } else {
        must(why != TB_REFUSE_NONE && err.message[0] != '\0', "refused without a reason", text);
    }
    if (tb_goal_split(index, sizeof index, &clause, text, &err) == TB_OK)
        must(clause >= text && clause <= text + size, "a clause outside its text", text);
    free(text);
    return 0;
}

#ifdef FUZZ_STANDALONE
#include "../support/goal_cases.h"

int main(int argc, char **argv)
{
    uint64_t x = 88172645463325252u;
    long rounds = argc > 1 ? atol(argv[1]) : 200000;
    for (long k = 0; k < rounds; k++) {
        char text[400] = "";
        size_t n = 0;
        /* pieces of two or three cases, some bytes changed */
        for (int part = 0; part < 3; part++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            size_t i = (size_t)(x % (GOAL_CASES + GOAL_REFUSED));
            const char *piece =
                i < GOAL_CASES ? goal_cases[i].text : goal_refused_cases[i - GOAL_CASES].text;
            size_t size = strlen(piece), from = (size_t)(x >> 20) % (size + 1),
                   take = (size_t)(x >> 40) % (size - from + 1);
            if (n + take + 2 > sizeof text)
                break;
            memcpy(text + n, piece + from, take);
            n += take;
            if (part < 2)
                text[n++] = ' ';
        }
        for (int c = 0; c < (int)(x >> 60) % 3 && n > 0; c++)
            text[(x >> (8 * c)) % n] = (char)(x >> (16 + 8 * c));
        LLVMFuzzerTestOneInput((const uint8_t *)text, n);
    }
    printf("%ld inputs\n", rounds);
    return 0;
}
#endif
