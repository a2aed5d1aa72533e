/* method_word.c - which method a formula asks for, and what it does to the rows. */
#include "estimate/result.h"

#include <string.h>

/* What nobody chose follows from the formula: instruments, effects, neither. */
const char *tbi_method_word(const tb_estimate_opts *o, bool effects, bool instruments)
{
    if (o->method != TB_METHOD_AUTO)
        return tb_estimate_method_word(o->method);
    return instruments ? "iv" : effects ? "within" : "pooled";
}

/* Moments are taken over years of the calendar, so a missing year stays a gap. */
bool tbi_method_keeps_gaps(const char *method)
{
    return strcmp(method, "gmm") == 0 || strcmp(method, "sysgmm") == 0;
}
