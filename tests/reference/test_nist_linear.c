/* NIST's Statistical Reference Datasets for linear regression
 * (https://www.itl.nist.gov/div898/strd/lls/lls.shtml; works of the United States government): data
 * and certified values. Longley's table is also in Debian's python3-statsmodels, Filip's in GSL's
 * own tests; Wampler's and NoInt's are formulas and short rows. */
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/estimate.h>

static const double longley[16][7] = {
    { 60323, 83, 234289, 2356, 1590, 107608, 1947 },
    { 61122, 88.5, 259426, 2325, 1456, 108632, 1948 },
    { 60171, 88.2, 258054, 3682, 1616, 109773, 1949 },
    { 61187, 89.5, 284599, 3351, 1650, 110929, 1950 },
    { 63221, 96.2, 328975, 2099, 3099, 112075, 1951 },
    { 63639, 98.1, 346999, 1932, 3594, 113270, 1952 },
    { 64989, 99, 365385, 1870, 3547, 115094, 1953 },
    { 63761, 100, 363112, 3578, 3350, 116219, 1954 },
    { 66019, 101.2, 397469, 2904, 3048, 117388, 1955 },
    { 67857, 104.6, 419180, 2822, 2857, 118734, 1956 },
    { 68169, 108.4, 442769, 2936, 2798, 120445, 1957 },
    { 66513, 110.8, 444546, 4681, 2637, 121950, 1958 },
    { 68655, 112.6, 482704, 3813, 2552, 123366, 1959 },
    { 69564, 114.2, 502601, 3931, 2514, 125368, 1960 },
    { 69331, 115.7, 518173, 4806, 2572, 127852, 1961 },
    { 70551, 116.9, 554894, 4007, 2827, 130081, 1962 },
};
static const double filip_x[82] = {
    -6.860120914, -4.324130045, -4.358625055, -4.358426747, -6.955852379, -6.661145254,
    -6.355462942, -6.118102026, -7.115148017, -6.815308569, -6.519993057, -6.204119983,
    -5.853871964, -6.109523091, -5.79832982,  -5.482672118, -5.171791386, -4.851705903,
    -4.517126416, -4.143573228, -3.709075441, -3.499489089, -6.300769497, -5.953504836,
    -5.642065153, -5.031376979, -4.680685696, -4.329846955, -3.928486195, -8.56735134,
    -8.363211311, -8.107682739, -7.823908741, -7.522878745, -7.218819279, -6.920818754,
    -6.628932138, -6.323946875, -5.991399828, -8.781464495, -8.663140179, -8.473531488,
    -8.247337057, -7.971428747, -7.676129393, -7.352812702, -7.072065318, -6.774174009,
    -6.478861916, -6.159517513, -6.835647144, -6.53165267,  -6.224098421, -5.910094889,
    -5.598599459, -5.290645224, -4.974284616, -4.64454848,  -4.290560426, -3.885055584,
    -3.408378962, -3.13200249,  -8.726767166, -8.66695597,  -8.511026475, -8.165388579,
    -7.886056648, -7.588043762, -7.283412422, -6.995678626, -6.691862621, -6.392544977,
    -6.067374056, -6.684029655, -6.378719832, -6.065855188, -5.752272167, -5.132414673,
    -4.811352704, -4.098269308, -3.66174277,  -3.2644011,
};
static const double filip_y[82] = {
    0.8116, 0.9072, 0.9052, 0.9039, 0.8053, 0.8377, 0.8667, 0.8809, 0.7975, 0.8162, 0.8515, 0.8766,
    0.8885, 0.8859, 0.8959, 0.8913, 0.8959, 0.8971, 0.9021, 0.909,  0.9139, 0.9199, 0.8692, 0.8872,
    0.89,   0.891,  0.8977, 0.9035, 0.9078, 0.7675, 0.7705, 0.7713, 0.7736, 0.7775, 0.7841, 0.7971,
    0.8329, 0.8641, 0.8804, 0.7668, 0.7633, 0.7678, 0.7697, 0.77,   0.7749, 0.7796, 0.7897, 0.8131,
    0.8498, 0.8741, 0.8061, 0.846,  0.8751, 0.8856, 0.8919, 0.8934, 0.894,  0.8957, 0.9047, 0.9129,
    0.9209, 0.9219, 0.7739, 0.7681, 0.7665, 0.7703, 0.7702, 0.7761, 0.7809, 0.7961, 0.8253, 0.8602,
    0.8809, 0.8301, 0.8664, 0.8834, 0.8898, 0.8964, 0.8963, 0.9074, 0.9119, 0.9228,
};
/* what Wampler3 adds to the polynomial; Wampler4 adds 100 times, Wampler5 10000 times as much */
static const double wampler_noise[21] = { 759,   -2048, 2048,  -2048, 2523,  -2048, 2048,
                                          -2048, 1838,  -2048, 2048,  -2048, 1838,  -2048,
                                          2048,  -2048, 2523,  -2048, 2048,  -2048, 759 };

enum { MOST = 82, TERMS = 10 };

typedef struct set {
    const char *name;
    size_t n, k;
    bool intercept;
    double y[MOST], x[MOST * TERMS], b[TERMS + 1], sd[TERMS + 1], rss, tolerance;
} set;

static void try(const set *s)
{
    static int32_t unit[MOST], year[MOST];
    tb_err err = TB_ERR_INIT;
    tb_estimate *e = NULL;
    tb_estimate_opts o = TB_ESTIMATE_OPTS_INIT;
    double worst_b = 0, worst_sd = 0;
    o.method = TB_METHOD_POOLED;
    o.vcov.kind = TB_VCOV_IID;
    o.influence = false;
    for (size_t i = 0; i < s->n; i++) {
        unit[i] = (int32_t)i;
        year[i] = 2000;
    }
    tb_estimate_data d = { .n = s->n,
                           .k = s->k,
                           .y = s->y,
                           .x = s->x,
                           .unit = unit,
                           .year = year,
                           .intercept = s->intercept };
    CHECK_OK(tb_estimate_arrays(&e, &d, &o, &err), err);
    const tb_estimate_summary *v = tb_estimate_info(e);
    size_t k = s->k + (s->intercept ? 1 : 0);
    assert_int_equal(v->coefficients, k);
    for (size_t j = 0; j < k; j++) {
        worst_b = fmax(worst_b, fabs(v->coefficient[j].estimate / s->b[j] - 1));
        if (s->rss > 0)
            worst_sd = fmax(worst_sd, fabs(v->coefficient[j].std_error / s->sd[j] - 1));
        else
            /* certified: 0. A perfect fit has no standard errors */
            assert_true(isnan(v->coefficient[j].std_error));
    }
    double rss = s->rss > 0 ? fabs(v->rss / s->rss - 1) : 0;
    print_message("%s: largest relative deviation of coefficients %.1e, standard errors %.1e, "
                  "residual sum of squares %.1e\n",
                  s->name, worst_b, worst_sd, rss);
    if (!(worst_b <= s->tolerance && worst_sd <= s->tolerance && rss <= s->tolerance))
        fail_msg("%s is beyond %g", s->name, s->tolerance);
    tb_estimate_free(e);
}

static void longley_is_certified(void **state)
{
    (void)state;
    set s = { .name = "Longley",
              .n = 16,
              .k = 6,
              .intercept = true,
              .tolerance = 1e-9,
              .rss = 836424.055505915,
              .b = { -3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683,
                     -1.03322686717359, -0.511041056535807E-01, 1829.15146461355 },
              .sd = { 890420.383607373, 84.9149257747669, 0.334910077722432E-01, 0.488399681651699,
                      0.214274163161675, 0.226073200069370, 455.478499142212 } };
    for (size_t i = 0; i < 16; i++) {
        s.y[i] = longley[i][0];
        for (size_t j = 0; j < 6; j++)
            s.x[i + j * 16] = longley[i][j + 1];
    }
    try(&s);
}

static void filip_is_certified(void **state)
{
    (void)state;
    set s = { .name = "Filip",
              .n = 82,
              .k = 10,
              .intercept = true,
              .tolerance = 1e-6,
              .rss = 0.795851382172941E-03,
              .b = { -1467.48961422980, -2772.17959193342, -2316.37108160893, -1127.97394098372,
                     -354.478233703349, -75.1242017393757, -10.8753180355343, -1.06221498588947,
                     -0.670191154593408E-01, -0.246781078275479E-02, -0.402962525080404E-04 },
              .sd = { 298.084530995537, 559.779865474950, 466.477572127796, 227.204274477751,
                      71.6478660875927, 15.2897178747400, 2.23691159816033, 0.221624321934227,
                      0.142363763154724E-01, 0.535617408889821E-03, 0.896632837373868E-05 } };
    for (size_t i = 0; i < 82; i++) {
        long double p = 1;
        s.y[i] = filip_y[i];
        for (size_t j = 0; j < 10; j++)
            s.x[i + j * 82] = (double)(p *= filip_x[i]);
    }
    try(&s);
}

static void wampler_is_certified(void **state)
{
    (void)state;
    static const double noise[5] = { 0, 0, 1, 100, 10000 };
    static const double sd[6] = { 2152.32624678170, 2363.55173469681, 779.343524331583,
                                  101.475507550350, 5.64566512170752, 0.112324854679312 };
    static const char *const names[5] = { "Wampler1", "Wampler2", "Wampler3", "Wampler4",
                                          "Wampler5" };
    for (size_t w = 0; w < 5; w++) {
        set s = { .name = names[w],
                  .n = 21,
                  .k = 5,
                  .intercept = true,
                  .tolerance = 1e-9,
                  .rss = 83554268.0 * noise[w] * noise[w] };
        static const double tenth[6] = { 1, 0.1, 0.01, 0.001, 0.0001, 0.00001 };
        for (size_t j = 0; j < 6; j++) {
            s.b[j] = w == 1 ? tenth[j] : 1;
            s.sd[j] = sd[j] * noise[w];
        }
        for (size_t i = 0; i < 21; i++) {
            double x = (double)i;
            double p = 1;
            double y = 1;
            long double y2 = 1, f = 1;
            for (size_t j = 0; j < 5; j++) {
                p *= x;
                s.x[i + j * 21] = p;
                y += p;
                y2 += (f /= 10) * p;
            }
            s.y[i] = w == 1 ? (double)y2 : y + noise[w] * wampler_noise[i];
        }
        try(&s);
    }
}

static void regression_through_the_origin_is_certified(void **state)
{
    (void)state;
    set s = { .name = "NoInt1",
              .n = 11,
              .k = 1,
              .tolerance = 1e-9,
              .b = { 2.07438016528926 },
              .sd = { 0.165289256198347E-01 },
              .rss = 127.272727272727 };
    for (size_t i = 0; i < 11; i++) {
        s.x[i] = 60 + (double)i;
        s.y[i] = 130 + (double)i;
    }
    try(&s);
    set t = { .name = "NoInt2",
              .n = 3,
              .k = 1,
              .tolerance = 1e-9,
              .y = { 3, 4, 4 },
              .x = { 4, 5, 6 },
              .b = { 0.727272727272727 },
              .sd = { 0.420827318078432E-01 },
              .rss = 0.272727272727273 };
    try(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longley_is_certified), cmocka_unit_test(filip_is_certified),
        cmocka_unit_test(wampler_is_certified),
        cmocka_unit_test(regression_through_the_origin_is_certified)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
