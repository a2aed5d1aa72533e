/* score/decimals.h - sums that tie when their decimals do. */
#ifndef TB_SCORE_DECIMALS_H
#define TB_SCORE_DECIMALS_H

enum { TB_MOST_DECIMALS = 9 };

/* Digits behind the point of a number that was printed as a decimal: the least d <= 9 with which
 * rounding gives x back; -1 when there is none. */
int tbi_score_decimals(double x);

/* The same, looked for from `near` on, where one expects it: a part has about as many as the one
 * before. */
int tbi_score_decimals_near(double x, int near);

/* The double nearest to the decimal of `decimals` digits nearest to x. Two sums of the same printed
 * figures in any order, and 1.1 + 2.2 beside 3.3, become the same double, so that they tie:
 * publishers rank exact decimals. decimals < 0 or > 9: x as it is. */
double tbi_score_decimal(double x, int decimals);

#endif
