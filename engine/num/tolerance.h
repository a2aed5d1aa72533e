/* num/tolerance.h - every tolerance of the linear algebra, named once. */
#ifndef TB_NUM_TOLERANCE_H
#define TB_NUM_TOLERANCE_H

/* A column counts as a combination of those before it when what is left of it is shorter than this
 * share of what it was. NIST's Filip needs less than 1e-10. */
#define TB_TOL_COLLINEAR 1e-11
/* Normal equations are used when their scaled reciprocal condition is above this; below,
 * Householder reflections on the columns themselves. */
#define TB_TOL_NORMAL 1e-5
/* Eigenvalues of a positive semi-definite matrix below this share of the largest count as zero. */
#define TB_TOL_RANK 1e-12
/* Residuals sum to zero when their sum is below this share of the sum of their sizes. */
#define TB_TOL_ZERO_SUM 1e-9

#endif
