/* forecast/joint_law.h - what a fitted joint is: a mixture of a few hundred cases. A case has its own parameters, its own completed tables and its
 * own pattern of breaks to come; given a case, units are normal and independent, so that a draw costs one normal a unit and year. */
#ifndef TB_FORECAST_JOINT_LAW_H
#define TB_FORECAST_JOINT_LAW_H

#include "base/arena.h"
#include "base/notices.h"
#include "forecast/joint.h"

/* Odd, so that the even and the odd draws both meet every case. */
enum { TB_JOINT_CASES = 499 };

struct tb_joint {
    tb_arena own;
    tb_notice_list notices;
    const char *model;
    size_t cases, n_year, n_unit, facts;
    uint64_t seed;
    uint32_t shift;          /* 16 * position of the index in the panel: keeps the streams of indices apart */
    size_t past;             /* how many of the years are not after the origin */
    double *mean;            /* [cases][Y][U] deviation expected */
    double *factor;          /* [cases][Y][Y] lower: spread of the deviations of a unit over the years; rows of past years are 0 */
    double *level;           /* [cases][Y] */
    double *level_step;      /* [cases][Y] sd of the level's step to this year */
    double *still_mean;      /* [cases][U] the signal at the origin, its spread, and the sd of the noise */
    double *still_sd;        /* [cases] of signal and noise together */
    unsigned char *same;     /* [cases] */
    unsigned char *gone;     /* [past][U] 1: no score in that past year */
    uint32_t *withheld;      /* [U] a uniform 32-bit number below this is a withheld year */
    double *withheld_chance; /* [U] */
};

#endif
