/* dynamics/motion_fit.h - the motion of a whole table: posterior mode of its five numbers and a normal law around it (Laplace), for all units
 * together. */
#ifndef TB_DYNAMICS_MOTION_FIT_H
#define TB_DYNAMICS_MOTION_FIT_H

#include "dynamics/deviation.h"
#include "dynamics/motion.h"

/* Independent normals for the free numbers of motion.h; sd INFINITY = flat. */
typedef struct tb_motion_prior {
    double mean[TB_MOTION_FREE], sd[TB_MOTION_FREE];
} tb_motion_prior;

/* What is assumed before any table was seen: half a unit of the log variance ratios either way costs little, signals fade slowly. */
extern const tb_motion_prior tb_motion_vague;

typedef struct tb_motion_fit {
    double free[TB_MOTION_FREE];                    /* the mode */
    double factor[TB_MOTION_FREE * TB_MOTION_FREE]; /* lower Cholesky factor of the covariance around it */
    double loglik;                                  /* at the mode, without the prior */
} tb_motion_fit;

/* Errors: TB_ESINGULAR (no two units differ in any year), TB_ECONVERGE, TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_motion_fit_table(tb_motion_fit *out, const tb_deviation *d, const tb_motion_prior *prior, tb_err *err);

/* One draw of the free numbers; z [TB_MOTION_FREE] standard normals. */
void tb_motion_fit_draw(double *free, const tb_motion_fit *f, const double *z);

#endif
