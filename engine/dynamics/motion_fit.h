/* dynamics/motion_fit.h - the motion of a whole table: the posterior mode of its numbers and a
 * normal law around it (Laplace), for all units together. */
#ifndef TB_DYNAMICS_MOTION_FIT_H
#define TB_DYNAMICS_MOTION_FIT_H

#include "dynamics/deviation.h"
#include "dynamics/motion.h"

/* Independent normals for the free numbers of motion.h (the log sd is flat, its entry is not read)
 * and for the logit of the share kept over a step, calm or a change of scheme. */
typedef struct tb_motion_prior {
    double mean[TB_MOTION_FREE], sd[TB_MOTION_FREE];
    double calm[2], change[2]; /* mean, sd */
} tb_motion_prior;

/* What is assumed before any table was seen. Calm steps keep 0.73 to 0.98 of the signal in two of
 * three cases, changes 0.38 to 0.92. */
extern const tb_motion_prior tb_motion_vague;

typedef struct tb_motion_fit {
    /* free numbers: TB_MOTION_FREE, then the logit of keep for years 1 .. n_year - 1 unless those
     * were given */
    size_t n, n_year;
    double *free; /* [n] the mode */
    /* [n][n] lower Cholesky factor of the covariance around it; NULL when not wanted */
    double *factor;
    double loglik; /* at the mode, without the prior */
} tb_motion_fit;

/* keep [n_year]: the shares kept, when another table has said them; NULL = estimated here. wide:
 * the law around the mode is wanted too. Memory is the arena's. Errors: TB_ESINGULAR (no two units
 * differ in any year), TB_ECONVERGE, TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_motion_fit_table(tb_motion_fit *out, const tb_deviation *d,
                                            const tb_motion_prior *prior, const double *keep,
                                            bool wide, tb_arena *a, tb_err *err);

/* The motion and the shares kept (keep [n_year], keep[0] = 1) at the mode (z NULL) or at the draw
 * that z [n] standard normals give. free [n]: scratch. keep is untouched when the shares were
 * given. */
tb_motion tb_motion_fit_at(double *keep, const tb_motion_fit *f, const double *z, double *free);

#endif
