/* simulate/workspace.h - the scratch of one thread that evaluates chunks. */
#ifndef TB_SIMULATE_WORKSPACE_H
#define TB_SIMULATE_WORKSPACE_H

#include "simulate/work_plan.h"

/* A, B and C of the pick-freeze design, places 0 .. chunk - 1 in the order of A's methods; draws
 * use A alone. stride: places side by side.
 * About stride * (3 settings + 2 inputs) numbers and some blocks of units: a few megabytes a
 * thread. */
struct tb_workspace {
    size_t stride;
    tb_setting *a, *b, *c;                 /* [stride] */
    double *ga, *gb, *gc;                  /* [parts][stride] */
    double *ua, *ub;                       /* [inputs][stride] in the order of the points */
    uint32_t *from;                        /* [stride] which point stands at this place */
    uint32_t *order, *order_c;             /* [stride] */
    uint16_t *rank_a, *rank_b, *rank_c;    /* [units][stride] */
    uint32_t *shift_a, *shift_b, *shift_c; /* [stride] */
    double *score, *other;                 /* [units][TB_LANES_MOST] of a block of A, of C */
    /* [parts][units][TB_LANES_MOST] with noise: the values of a block of A; NULL: not kept */
    double *values;
    uint16_t *rank, *rank_other; /* [units][TB_LANES_MOST] */
    void *composite, *room;
    /* up to 64 units: ranks in rows of 64 bytes, and what is summed over a chunk */
    /* [stride][64], [stride][64], [stride][64], [TB_LANES_MOST][64] */
    uint8_t *row_a, *row_b, *row_c, *row;
    int32_t *acc;   /* [factors][3][64] */
    double *amount; /* [factors][16] */
    tb_rank_base *base;
};

#endif
