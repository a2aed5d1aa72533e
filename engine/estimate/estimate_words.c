/* estimate_words.c - the choices of an estimate as people write them. */
#include "base/error.h"
#include "messages/estimate.h"

#include <stdlib.h>
#include <string.h>
#include <tangbac/estimate.h>

/* In the order of each enum; those of a method begin behind TB_METHOD_AUTO, of weights behind
 * TB_WEIGHTS_AUTO, of a vcov behind TB_VCOV_DEFAULT. */
static const char *const method_words[] = { "pooled", "within",  "between", "fd",         "random",
                                            "reml",   "mundlak", "iv",      "gmm",        "sysgmm",
                                            "hpj",    "ridge",   "bma",     "fractional", NULL };
static const char *const ssc_words[] = { "fixest", "none", "stata", "plm", NULL };
static const char *const weights_words[] = { "rademacher", "webb", "enumerate", NULL };
static const char *const vcov_words[] = {
    "iid", "hc1", "hc3", "cluster", "cr2", "cr3", "dk", NULL
};
static const char *const by_words[] = { "unit", "year", "region", NULL };

/* Of n bytes; -1: no such word. */
static int find_word(const char *const *words, const char *word, size_t n)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0)
            return i;
    return -1;
}

/* The table of words begins with the method behind TB_METHOD_AUTO. */
tb_status tb_estimate_method_of(tb_estimate_method *out, const char *word, tb_err *err)
{
    int at = find_word(method_words, word, strlen(word));
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_METHOD_EXPECTED_POOLED, word);
    *out = (tb_estimate_method)(at + TB_METHOD_POOLED);
    return TB_OK;
}

const char *tb_estimate_method_word(tb_estimate_method x)
{
    return x == TB_METHOD_AUTO ? "auto" : method_words[x - TB_METHOD_POOLED];
}

tb_status tb_ssc_of(tb_ssc *out, const char *word, tb_err *err)
{
    int at = find_word(ssc_words, word, strlen(word));
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_SSC_EXPECTED_FIXEST, word);
    *out = (tb_ssc)at;
    return TB_OK;
}

const char *tb_ssc_word(tb_ssc x)
{
    return ssc_words[x];
}

tb_status tb_wild_weights_of(tb_wild_weights *out, const char *word, tb_err *err)
{
    int at = find_word(weights_words, word, strlen(word));
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_WEIGHTS_EXPECTED_RADEM, word);
    *out = (tb_wild_weights)(at + TB_WEIGHTS_RADEMACHER);
    return TB_OK;
}

/* "unit", "unit, year" or "unit+year": one or two of unit, year, region. */
static tb_status read_ways(tb_vcov_choice *v, const char *text, const char *whole, tb_err *err)
{
    size_t ways = 0;
    for (const char *p = text; *p != '\0';) {
        size_t n = strcspn(p, ",+");
        const char *next = p + n + (p[n] != '\0');
        size_t blank = strspn(p, " ");
        blank = blank < n ? blank : n;
        p += blank;
        n -= blank;
        while (n > 0 && p[n - 1] == ' ')
            n--;
        int by = find_word(by_words, p, n);
        if (by < 0)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_CLUSTER_VCOV_EXPECTED, whole);
        if (ways == 2)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_VCOV_HAS_MORE_TWO, whole);
        v->by[ways++] = (tb_cluster_by)(by + TB_BY_UNIT);
        p = next;
    }
    if (ways == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_VCOV_NAMES_CLUSTER_EXPECTED, whole);
    if (v->kind != TB_VCOV_CLUSTER && ways != 1)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_VCOV_TAKES_ONE_WAY, whole);
    return TB_OK;
}

/* kind[:what], as in cluster:unit, cr2:region, dk:3. */
tb_status tb_vcov_of(tb_vcov_choice *out, const char *words, tb_err *err)
{
    tb_vcov_choice v = { 0 };
    size_t n = strcspn(words, ":");
    int kind = find_word(vcov_words, words, n);
    if (kind < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_UNKNOWN_VCOV_EXPECTED_IID, words);
    v.kind = (tb_vcov_kind)(kind + TB_VCOV_IID);
    const char *rest = words[n] == ':' ? words + n + 1 : NULL;
    bool plain = v.kind == TB_VCOV_IID || v.kind == TB_VCOV_HC1 || v.kind == TB_VCOV_HC3;
    if (plain && rest != NULL)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_VCOV_TAKES_NOTHING_AFTER, words);
    if (v.kind == TB_VCOV_DK && rest != NULL) {
        char *end = NULL;
        long lags = strtol(rest, &end, 10);
        if (end == rest || *end != '\0' || lags < 0 || lags > 1000)
            return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_VCOV_NEEDS_NUMBER_LAGS, words);
        v.lags = (int)lags;
        v.lags_given = true;
    } else if (!plain && v.kind != TB_VCOV_DK) {
        tb_status st = read_ways(&v, rest != NULL ? rest : "unit", words, err);
        if (st != TB_OK)
            return st;
    }
    *out = v;
    return TB_OK;
}
