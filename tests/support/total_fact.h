/* support/total_fact.h - a fact of a simulated table as a publisher prints it. */
#ifndef TESTS_TOTAL_FACT_H
#define TESTS_TOTAL_FACT_H

#include <tangbac/panel.h>

/* Of the totals of all units in a year: kind "mean", "best", "worst", ...; to a hundredth. */
static inline tb_fact total_fact(int year, const char *kind, double value)
{
    return (tb_fact){ .year = year,
                      .scope = "VN",
                      .indicator = 0,
                      .indicator_code = "TOTAL",
                      .kind = kind,
                      .label = "",
                      .text = "",
                      .value = value,
                      .tolerance = 0.01,
                      .basis = "published",
                      .source = -1 };
}

#endif
