/* test_atlas.c - an atlas of one index of the shipped panel: what every curve must be, the same bytes
 * at any number of threads, what is refused. */
#include "support/check.h"
#include "support/shipped.h"

#include <math.h>
#include <string.h>
#include <tangbac/atlas.h>

enum { DRAWS = 200 };

static tb_panel *panel;
static tb_atlas *one; /* made by one thread */

static tb_atlas *make(int threads)
{
    static const char *const index[] = { "PAPI" };
    tb_atlas_opts o = TB_ATLAS_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_atlas *a = NULL;
    o.draws = DRAWS;
    o.threads = threads;
    o.indices = 1;
    o.index = index;
    CHECK_OK(tb_atlas_make(&a, panel, &o, &err), err);
    return a;
}

/* A place is likelier with more points, and a worse place likelier than a better one; the worst of all
 * is as likely as being ranked. */
static void curves_rise_with_points_and_places(void **state)
{
    (void)state;
    assert_int_equal(tb_atlas_outlooks(one), 1);
    const tb_outlook *o = tb_atlas_outlook_at(one, 0);
    assert_string_equal(o->index->code, "PAPI");
    assert_int_equal(o->year, o->origin + 1);
    assert_null(o->reason);
    assert_true(o->units > 30 && o->facts > 500);
    double first = 0; /* expected number of units at place 1: one, or more where they tie */
    for (size_t i = 0; i < o->units; i++) {
        const tb_unit_outlook *u = &o->unit[i];
        for (size_t k = 0; k < o->places; k++) {
            const double *row = u->place + k * TB_OUTLOOK_POINTS;
            const double *better = k > 0 ? row - TB_OUTLOOK_POINTS : NULL;
            for (size_t x = 0; x < TB_OUTLOOK_POINTS; x++) {
                assert_true(row[x] >= 0 && row[x] <= u->ranked);
                assert_true(x == 0 || row[x] >= row[x - 1]);
                assert_true(better == NULL || row[x] >= better[x]);
            }
        }
        CHECK_NEAR(u->place[(o->places - 1) * TB_OUTLOOK_POINTS], u->ranked, 1e-12);
        assert_true(u->point[0] == 0 && u->point[1] > 0);
        first += u->place[0];
    }
    assert_true(first >= 0.999 && first < 1.5);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    tb_atlas *three = make(3);
    const tb_outlook *a = tb_atlas_outlook_at(one, 0);
    const tb_outlook *b = tb_atlas_outlook_at(three, 0);
    assert_int_equal(a->units, b->units);
    for (size_t i = 0; i < a->units; i++) {
        assert_memory_equal(a->unit[i].place, b->unit[i].place,
                            a->places * TB_OUTLOOK_POINTS * sizeof(double));
        assert_memory_equal(a->unit[i].noise_place, b->unit[i].noise_place,
                            a->places * sizeof(double));
        assert_memory_equal(a->unit[i].score, b->unit[i].score, TB_OUTLOOK_SCORES * sizeof(double));
    }
    tb_atlas_free(three);
}

static void refuse(size_t draws, int years, const char *index, tb_status wanted)
{
    tb_atlas_opts o = TB_ATLAS_OPTS_INIT;
    tb_err err = TB_ERR_INIT;
    tb_atlas *a = NULL;
    o.draws = draws;
    o.years = years;
    o.indices = 1;
    o.index = &index;
    assert_int_equal(tb_atlas_make(&a, panel, &o, &err), wanted);
    assert_null(a);
    assert_true(err.message[0] != '\0');
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    refuse(99, 1, "PAPI", TB_EARG);
    refuse(DRAWS, 0, "PAPI", TB_EARG);
    refuse(DRAWS, 6, "PAPI", TB_EARG);
    refuse(DRAWS, 1, "NONE", TB_EDATA);
}

static int make_one(void **state)
{
    (void)state;
    panel = shipped_panel();
    one = panel != NULL ? make(1) : NULL;
    return one == NULL;
}

static int free_one(void **state)
{
    (void)state;
    tb_atlas_free(one);
    tb_panel_free(panel);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_rise_with_points_and_places),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, make_one, free_one);
}
