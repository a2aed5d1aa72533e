/* panel_memo.c - a panel by the digest of its file, by what was read of it and how (some indices,
 * the new units), and by what is known besides. */
#include "intervene/panel_memo.h"

#include "num/simd.h"

#include <stdio.h>
#include <string.h>

/* With its NUL, so that two texts never pass for one longer. */
static void add_text(tb_digest *d, const char *text)
{
    const char *given = text != NULL ? text : "";
    tbi_digest_add(d, given, strlen(given) + 1);
}

/* By its bytes: printed digits could make one of two numbers. */
static void add_number(tb_digest *d, double x)
{
    tbi_digest_add(d, &x, sizeof x);
}

/* The order of indices counts: streams of random numbers hang on it. */
static void add_index(tb_digest *d, const tb_index *x)
{
    add_text(d, x->code);
    add_number(d, (double)x->n_unit);
    add_number(d, (double)x->n_indicator);
    for (size_t t = 0; t < x->n_year; t++)
        add_number(d, x->year[t]);
}

/* As they were accepted: order counts, since later figures were held against earlier ones. */
static void add_known_figure(tb_digest *d, const tb_known_figure *k)
{
    add_text(d, k->index);
    add_text(d, k->unit);
    add_text(d, k->group);
    add_number(d, k->year);
    add_number(d, k->rank);
    add_number(d, k->score);
}

/* What the processor lets the engine and the C library choose. */
static void name_processor(char *text, size_t n)
{
    int fused = 0;
#ifdef TB_SIMD_X86
    fused = (__builtin_cpu_supports("fma") != 0) + 2 * (__builtin_cpu_supports("avx2") != 0);
#endif
    snprintf(text, n, "%s %d", tbi_simd_best()->name, fused);
}

/* The processor is part of it, since its vector units change the last digits of sums, and a
 * result must be the one that this machine would compute. What is kept is found again by a
 * digest of all of these; folder NULL: nothing is kept. known [n]: what the question adds to the
 * panel. */
void tbi_panel_memo_start(tb_memo *m, const char *folder, const tb_panel *p,
                          const tb_known_figure *known, size_t n)
{
    char processor[32];
    name_processor(processor, sizeof processor);
    tbi_memo_start(m, folder, processor);
    m->of = p;
    if (m->folder == NULL)
        return;
    add_text(&m->about, tb_panel_digest(p));
    add_text(&m->about, tb_panel_unmerged(p) != NULL ? "merged" : "as in the file");
    add_number(&m->about, (double)tb_panel_indices(p));
    for (size_t k = 0; k < tb_panel_indices(p); k++)
        add_index(&m->about, tb_panel_index_at(p, k));
    for (size_t k = 0; k < n; k++)
        add_known_figure(&m->about, &known[k]);
}
