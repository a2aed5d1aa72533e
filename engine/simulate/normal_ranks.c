/* normal_ranks.c - blocks that stay in the first cache: normals, triangular product, ranks, counts.
 * */
#include "simulate/normal_ranks.h"

#include "base/arena.h"
#include "base/error.h"
#include "num/rng.h"
#include "num/simd.h"

#include <string.h>

enum { BLOCK = 16 };

/* Scratch of one thread. */
typedef struct joint_room {
    double *z, *y; /* [n][BLOCK] */
    void *rank;
    tb_rank_counts counts;
} joint_room;

/* Scratch of one thread: normals z, scores y = mean + L z of BLOCK draws, and its own counts. */
static bool make_room(joint_room *r, size_t n, tb_arena *a)
{
    r->z = TB_NEW(a, double, (n * BLOCK));
    r->y = TB_NEW(a, double, (n * BLOCK));
    r->rank = tbi_arena_alloc(a, tbi_rank_scratch(n), 1);
    r->counts = tbi_rank_counts_of(n, TB_NEW(a, uint64_t, (n * tbi_rank_width(n))),
                                   TB_NEW(a, int64_t, tbi_rank_ties(n)));
    return r->z && r->y && r->rank && r->counts.count && !a->refused;
}

/* Ranks of mean + L z in blocks of BLOCK draws, each numbered from `first`: threads change
 * nothing. */
tb_status tbi_normal_ranks(tb_rank_counts *counts, const double *mean, const tb_error_factor *l,
                           uint64_t first, uint64_t draws, uint64_t seed, uint32_t stream,
                           int threads, tb_err *err)
{
    tb_arena own = { 0 };
    size_t n = counts->n;
    size_t workers = threads < 1 ? 1 : (size_t)threads;
    joint_room *room = TB_NEW(&own, joint_room, workers);
    bool whole = room != NULL;
    for (size_t k = 0; k < workers && whole; k++)
        whole = make_room(&room[k], n, &own);
    if (!whole) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the ranks of joint draws");
    }
    const tb_simd *kernels = tbi_simd_best();
    uint64_t blocks = (draws + BLOCK - 1) / BLOCK;
    size_t next = 0;
#pragma omp parallel num_threads((int)workers)
    {
        joint_room *r;
#pragma omp critical(tb_predictive_ranks_room)
        r = &room[next++];
#pragma omp for schedule(static)
        for (uint64_t b = 0; b < blocks; b++) {
            uint64_t at = b * BLOCK, used = draws - at < BLOCK ? draws - at : BLOCK;
            kernels->normal_block(r->z, n, BLOCK, seed, stream, first + at);
            tbi_error_factor_multiply(r->y, l, mean, r->z, BLOCK);
            tbi_rank_count(&r->counts, r->y, BLOCK, (size_t)used, r->rank);
        }
    }
    for (size_t k = 0; k < workers; k++)
        tbi_rank_counts_add(counts, &room[k].counts);
    tbi_arena_free(&own);
    return TB_OK;
}
