/* test_small_panels.c - panel: drafts at the edge of what there can be. Labels, conflicts and tables
 * come along; names that mean nothing; years between years; mergers of which nobody counted the
 * people. Synthetic. */
#include "support/check.h"

#include "panel/builder.h"
#include "panel/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tangbac/samples.h>
#include <unistd.h>

static tb_err err;

static tb_builder *start(const tb_unit *units, size_t n)
{
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    d->has_units = true;
    for (size_t i = 0; i < n; i++)
        assert_true(tbi_builder_unit(d, &units[i]));
    return d;
}

/* path: where it is written too, which takes the figures out of the draft; NULL: nowhere. */
static tb_panel *finish(tb_builder *d, const char *path)
{
    tb_panel *p = NULL;
    CHECK_OK(tbi_builder_panel(&p, d, &err), err);
    if (path != NULL)
        CHECK_OK(tbi_store_write(d, path, NULL, &err), err);
    tbi_builder_free(d);
    free(d);
    return p;
}

/* TOTAL of unit 0, 1, ... in a year, from no source. */
static void put(tb_builder *d, const char *index, int year, size_t unit, double value)
{
    tb_builder_index *x = tbi_builder_index_of(d, index, strlen(index), true);
    ptrdiff_t c = tbi_builder_column(d, x, "TOTAL", 5, true);
    tb_slab *s = tbi_builder_slab(d, x, year);
    assert_true(c >= 0 && s != NULL);
    size_t at = tb_slab_at(s, (size_t)c, unit);
    s->value[at] = value;
    s->source[at] = -1;
    s->mark[at] = TB_MARK(false, 1, 3);
}

static const tb_unit two[] = { { "10", "Một", "One", "N", "province", 2004, 9999, "" },
                               { "20", "20", "20", "", "province", 2004, 2010, "" } };

static void looks_as_it_must(const tb_panel *p)
{
    size_t row = 9;
    CHECK_FAILS(tb_panel_find_unit(&row, p, "Phố Cũ", 2015, &err), TB_EDATA, err,
                "is not a unit: a town of One", "Một (10)");
    CHECK_FAILS(tb_panel_find_unit(&row, p, "Vùng Cao", 2015, &err), TB_EDATA, err,
                "is not a unit: a region");
    CHECK_FAILS(tb_panel_find_unit(&row, p, "20", 2015, &err), TB_EDATA, err, "until 2010");
    CHECK_FAILS(tb_panel_find_unit(&row, p, "Một", 1990, &err), TB_EDATA, err, "2004");
    assert_int_equal(row, 9);
    assert_int_equal(tb_panel_conflicts(p), 1);
    const tb_conflict *c = tb_panel_conflict(p, 0);
    assert_string_equal(c->unit, "10");
    assert_string_equal(c->reason, "a misprint");
    assert_string_equal(c->other_source, "");
    CHECK_NEAR(c->other, 35.5, 0);
    assert_int_equal(tb_panel_measures(p), 1);
    assert_string_equal(tb_panel_measure_at(p, 0)->measure, "M");
    assert_string_equal(tb_panel_measure_at(p, 0)->name_en, "Measure");
    assert_int_equal(tb_panel_indices(p), tb_panel_codes(p));
    assert_string_equal(tb_panel_code(p, 0), tb_panel_index_at(p, 0)->code);
    assert_string_equal(tb_panel_source(p, 0)->id, "A B");
}

static void all_tables_come_along(void **state)
{
    (void)state;
    tb_panel *p = NULL;
    tb_builder *d = start(two, 2);
    put(d, "IX", 2009, 0, 33.5);
    assert_true(tbi_builder_not_unit(d, "Phố Cũ", "a town of One", "10", "said so"));
    assert_true(tbi_builder_not_unit(d, "Vùng Cao", "a region", "", ""));
    const tb_conflict c = { "IX", "TOTAL", 2009, "10", 33.5, 35.5, "A B", NULL, "a misprint" };
    assert_true(tbi_builder_conflict(d, &c));
    assert_int_equal(tbi_builder_source(d, " |A B| ", 7), 0);
    assert_int_equal(tbi_builder_source(d, "A B", 3), 0);
    const tb_measure m = { .measure = "M", .name_en = "Measure" };
    assert_true(tbi_record_add(&d->record[TB_RECORD_MEASURE], TB_RECORD_MEASURE, &m, &d->own));
    char path[600];
    snprintf(path, sizeof path, "%s/p.h5", check_folder("small_panels"));
    p = finish(d, path);
    looks_as_it_must(p);
    tb_panel_free(p);
    CHECK_OK(tb_panel_open(&p, path, NULL, &err), err);
    looks_as_it_must(p);
    tb_panel_free(p);
}

static void a_panel_without_units_says_so(void **state)
{
    (void)state;
    size_t row = 3;
    tb_panel *p = finish(start(NULL, 0), NULL);
    CHECK_FAILS(tb_panel_find_unit(&row, p, "Một", 2015, &err), TB_EDATA, err,
                "unknown unit 'Một' of 2015");
    assert_int_equal(tb_panel_find_unit(&row, p, "Một", 2015, NULL), TB_EDATA);
    const tb_index *x = NULL;
    size_t column;
    CHECK_FAILS(tb_panel_find_indicator(&x, &column, p, "IX", &err), TB_EDATA, err, "'IX'");
    assert_int_equal(row, 3);
    tb_panel_free(p);
}

/* A year that is known besides stands in its place among the others, in a panel without sources and
 * without places. */
static void a_year_is_put_between(void **state)
{
    (void)state;
    tb_panel *more = NULL;
    tb_builder *d = start(two, 2);
    put(d, "IX", 2005, 0, 1.5);
    put(d, "IX", 2009, 1, 2.5);
    char path[600];
    snprintf(path, sizeof path, "%s/p.h5", check_folder("small_between"));
    tb_panel *p = finish(d, path);
    for (int way = 0; way < 2; way++) {
        const tb_known_figure known[] = {
            { .index = "IX", .year = 2007, .unit = "10", .score = 9 },
            { .index = "IX", .year = 2001, .unit = "20", .score = NAN, .rank = 2 },
        };
        CHECK_OK(tb_panel_with(&more, p, known, 2, &err), err);
        const tb_index *x = tb_panel_index(more, "IX");
        static const int years[] = { 2001, 2005, 2007, 2009 };
        assert_int_equal(x->n_year, 4);
        assert_memory_equal(x->year, years, sizeof years);
        CHECK_NEAR(x->value[(2 * x->n_unit + (size_t)tb_index_unit(x, "10")) * x->n_indicator], 9,
                   0);
        CHECK_NEAR(x->value[(1 * x->n_unit + (size_t)tb_index_unit(x, "10")) * x->n_indicator], 1.5,
                   0);
        CHECK_NEAR(x->value[(3 * x->n_unit + (size_t)tb_index_unit(x, "20")) * x->n_indicator], 2.5,
                   0);
        assert_non_null(tb_index_fact(x, 2001, "20", 0, "rank"));
        tb_panel_free(more);
        tb_panel_free(p);
        if (way == 0)
            CHECK_OK(tb_panel_open(&p, path, NULL, &err), err);
    }
}

/* Without people nothing weighs the parts of a mean: none is made, and that is said. */
static void a_mean_of_uncounted_people_is_none(void **state)
{
    (void)state;
    static const tb_unit units[] = { { "01", "Một", "One", "", "province", 2004, 2024, "01" },
                                     { "02", "Hai", "Two", "", "province", 2004, 2024, "01" },
                                     { "01", "Một", "One", "", "province", 2025, 9999, "" } };
    for (int counted = 0; counted < 2; counted++) {
        tb_builder *d = start(units, 3);
        put(d, "IX", 2023, 0, 40);
        put(d, "IX", 2023, 1, 44);
        tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
        const tb_node node = { 0,    -1,      "T", "T",           0,  80, 1, 2004,
                               9999, "total", "",  TB_MERGE_MEAN, "", 0 };
        assert_true(tbi_builder_node(d, x, &node));
        if (counted) { /* of one part alone */
            tb_builder_index *g = tbi_builder_index_of(d, "GSO", 3, true);
            ptrdiff_t c = tbi_builder_column(d, g, "POP_TOTAL", 9, true);
            const tb_node people = { (size_t)c, -1,   "P",  "P",         0,  (double)NAN,
                                     1,         2004, 9999, "covariate", "", TB_MERGE_POPULATION,
                                     "",        0 };
            assert_true(tbi_builder_node(d, g, &people));
            tb_slab *s = tbi_builder_slab(d, g, 2023);
            size_t at = tb_slab_at(s, (size_t)c, 0);
            s->value[at] = 3000;
            s->source[at] = -1;
            s->mark[at] = TB_MARK(false, 0, 3);
        }
        tb_panel *p = finish(d, NULL);
        CHECK_OK(tb_panel_merge(&p, &err), err);
        const tb_index *merged = tb_panel_index(p, "IX");
        assert_true(isnan(merged->value[0]));
        assert_int_equal(merged->status[0], TB_CELL_NOT_HERE);
        bool said = false;
        for (size_t i = 0; i < tb_panel_notices(p).count; i++)
            said = said || strcmp(tb_panel_notices(p).notice[i].code, "no-population") == 0;
        assert_true(said);
        tb_panel_free(p);
    }
}

static void no_draws_are_no_file(void **state)
{
    (void)state;
    const tb_samples none = { .index = "IX", .model = "default" };
    CHECK_FAILS(tb_samples_write(&none, "out.csv", &err), TB_EARG, err, "samples");
    CHECK_FAILS(tb_samples_write(&none, "out.txt", &err), TB_EARG, err, "out.txt");
}

/* HDF5 reads an image by a name, and refuses one that a file has: none may have ours. */
static void files_beside_are_no_matter(void **state)
{
    (void)state;
    static const char *const names[] = { "panel", "tangbac-panel", "image" };
    char here[600];
    tb_panel *p = NULL;
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(check_folder("small_beside")), 0);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(mkdir(names[i], 0700), 0);
    tb_builder *d = start(two, 2);
    put(d, "IX", 2009, 0, 33.5);
    tb_panel_free(finish(d, "p.h5"));
    CHECK_OK(tb_panel_open(&p, "p.h5", NULL, &err), err);
    assert_int_equal(tb_panel_indices(p), 1);
    tb_panel_free(p);
    assert_int_equal(chdir(here), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_tables_come_along),
        cmocka_unit_test(a_panel_without_units_says_so),
        cmocka_unit_test(a_year_is_put_between),
        cmocka_unit_test(a_mean_of_uncounted_people_is_none),
        cmocka_unit_test(no_draws_are_no_file),
        cmocka_unit_test(files_beside_are_no_matter),
    };
    return cmocka_run_group_tests_name("panel.small_panels", tests, NULL, NULL);
}
