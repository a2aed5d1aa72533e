/* test_builder.c - panel: a draft becomes the same panel in memory and through a file; why cells are
 * empty. The figures are synthetic. */
#include "support/check.h"

#include "base/hash_map.h"
#include "panel/builder.h"
#include "panel/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Three units, one of them from 2020 on; TOTAL = A + B, A in two spans; 2019 to 2021. */
static tb_builder *small_draft(void)
{
    static const tb_unit units[] = { { "20", "Hai", "Two", "N", "province", 0, 9999, "" },
                                     { "10", "Một", "One", "N", "province", 0, 9999, "" },
                                     { "30", "Ba", "Three", "S", "province", 2020, 9999, "" } };
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    d->has_units = true;
    for (size_t i = 0; i < 3; i++)
        assert_true(tbi_builder_unit(d, &units[i]));
    tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
    assert_non_null(x);
    x->has_structure = true;
    ptrdiff_t a = tbi_builder_column(d, x, "A", 1, true);
    ptrdiff_t total = tbi_builder_column(d, x, "TOTAL", 5, true);
    ptrdiff_t b = tbi_builder_column(d, x, "B", 1, true);
    const tb_node nodes[] = { { (size_t)a, total, "Phần A", "Part A", 0, 60, 1, 2019, 2019, "field",
                                "", TB_MERGE_NONE, "", 0 },
                              { (size_t)a, total, "Phần A mới", "New part A", 0, 50, 1, 2021, 9999,
                                "field", "", TB_MERGE_NONE, "", 0 },
                              { (size_t)total, -1, "Tổng", "Total", 0, 100, (double)NAN, 2019, 9999,
                                "total", "", TB_MERGE_NONE, "", 0 },
                              { (size_t)b, total, "Phần B", "Part B", 0, 40, 1, 2019, 9999, "field",
                                "note", TB_MERGE_NONE, "", 0 } };
    for (size_t i = 0; i < 4; i++)
        assert_true(tbi_builder_node(d, x, &nodes[i]));
    int32_t source = tbi_builder_source(d, "PRESS", 5);
    const tb_fact withheld = { 2021, "20", total, "TOTAL",     "withheld", "",
                               "1",  1,    0,     "published", source };
    const tb_fact ranked = { 2019, "VN", total, "TOTAL",     "n_ranked", "",
                             "2",  2,    0,     "published", source };
    assert_true(tbi_builder_fact(d, x, &withheld, 0) && tbi_builder_fact(d, x, &ranked, 0));
    const tb_scheme late = { "second", 2021, 9999, "2020-12-01", "A:90;B:80" };
    const tb_scheme early = { "first", 2019, 2020, "", "" };
    assert_true(tbi_builder_scheme(d, x, &late) && tbi_builder_scheme(d, x, &early));
    tb_slab *s = tbi_builder_slab(d, x, 2019);
    size_t at = tb_slab_at(s, (size_t)a, 0); /* code 20 */
    s->value[at] = 41.25;
    s->source[at] = source;
    s->mark[at] = TB_MARK(false, 2, 3);
    assert_true(tbi_slab_ranks(s));
    at = tb_slab_at(s, (size_t)total, 1); /* code 10 */
    s->rank[at] = 2;
    s->rank_source[at] = source;
    s->rank_mark[at] = TB_MARK(true, 0, 3);
    s = tbi_builder_slab(d, x, 2021);
    at = tb_slab_at(s, (size_t)b, 1);
    s->value[at] = 12.5;
    s->source[at] = tbi_builder_source_both(d, source, tbi_builder_source(d, "LETTER|PRESS", 12));
    s->mark[at] = TB_MARK(true, 1, 4);
    assert_true(tbi_builder_neighbours(d, "20", "10") && tbi_builder_neighbours(d, "10", "20"));
    return d;
}

static void drop(tb_builder *d)
{
    tbi_builder_free(d);
    free(d);
}

static size_t cell(const tb_index *x, int year, const char *unit, const char *indicator)
{
    return ((size_t)tb_index_year(x, year) * x->n_unit + (size_t)tb_index_unit(x, unit)) *
               x->n_indicator +
           (size_t)tb_index_indicator(x, indicator);
}

static void looks_as_it_must(const tb_panel *p)
{
    const tb_index *x = tb_panel_index(p, "ix");
    assert_non_null(x);
    assert_int_equal(x->n_year, 2);
    assert_int_equal(x->n_unit, 3);
    assert_string_equal(x->unit_code[0], "10");
    assert_string_equal(x->indicator[0].code, "TOTAL");
    assert_string_equal(x->indicator[1].name_en, "New part A");
    assert_string_equal(x->indicator[1].parent, "TOTAL");
    assert_int_equal(x->n_ranked[0], 2);
    assert_int_equal(x->n_ranked[1], -1);
    assert_string_equal(x->scheme[0].name, "first");
    assert_string_equal(x->scheme[1].announced, "2020-12-01");
    CHECK_NEAR(x->value[cell(x, 2019, "20", "A")], 41.25, 0);
    assert_int_equal(x->status[cell(x, 2019, "20", "A")], TB_CELL_PUBLISHED);
    assert_true(isnan(x->value[cell(x, 2019, "10", "A")]));
    assert_int_equal(x->status[cell(x, 2019, "10", "A")], TB_CELL_NOT_HERE);
    /* the unit came in 2020 */
    assert_int_equal(x->status[cell(x, 2019, "30", "A")], TB_CELL_NO_SCHEME);
    assert_int_equal(x->status[cell(x, 2021, "30", "A")], TB_CELL_NOT_HERE);
    assert_int_equal(x->rank[cell(x, 2019, "10", "TOTAL")], 2);
    assert_int_equal(x->rank_status[cell(x, 2019, "10", "TOTAL")], TB_CELL_DERIVED);
    assert_int_equal(x->rank[cell(x, 2019, "20", "TOTAL")], -1);
    assert_int_equal(x->status[cell(x, 2021, "20", "TOTAL")], TB_CELL_WITHHELD);
    /* a part of what was withheld */
    assert_int_equal(x->status[cell(x, 2021, "20", "B")], TB_CELL_WITHHELD);
    assert_int_equal(x->status[cell(x, 2021, "10", "B")], TB_CELL_DERIVED);
    assert_string_equal(tb_panel_source(p, (size_t)x->source[cell(x, 2021, "10", "B")])->id,
                        "PRESS|LETTER");
    assert_null(tb_index_node(x, 1, 2020));
    assert_string_equal(tb_index_node(x, 1, 2021)->name_vi, "Phần A mới");
    CHECK_NEAR(tb_index_node(x, 1, 2021)->max, 50, 0);
    assert_true(isnan(tb_index_node(x, 0, 2021)->weight));
    assert_int_equal(tb_index_node(x, 1, 2021)->parent, 0);
    assert_true(tb_panel_neighbours(p, "20", "10"));
    assert_int_equal(x->fact[0].indicator, 0);
}

static void in_memory_and_through_a_file(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    tb_builder *d = small_draft();
    CHECK_OK(tbi_builder_panel(&p, d, &err), err);
    char path[600];
    snprintf(path, sizeof path, "%s/p.h5", check_folder("draft"));
    CHECK_OK(tbi_store_write(d, path, NULL, &err), err);
    drop(d);
    looks_as_it_must(p); /* after the draft has gone */
    tb_panel_free(p);
    CHECK_OK(tb_panel_open(&p, path, NULL, &err), err);
    looks_as_it_must(p);
    tb_panel_free(p);
}

/* A range of years: the cells are those of the whole panel, and a range without any is all. */
static void one_year_is_read_alone(void **state)
{
    (void)state;
    tb_err err = TB_ERR_INIT;
    tb_panel *all = NULL, *one = NULL;
    tb_builder *d = small_draft();
    char path[600];
    snprintf(path, sizeof path, "%s/years.h5", check_folder("draft"));
    CHECK_OK(tbi_store_write(d, path, NULL, &err), err);
    drop(d);
    CHECK_OK(tb_panel_open(&all, path, NULL, &err), err);
    const tb_index *x = tb_panel_index(all, "IX");
    static const int range[][2] = { { 2021, 2021 }, { 2019, 2020 }, { 2020, 0 }, { 0, 2019 } };
    for (size_t i = 0; i < sizeof range / sizeof *range; i++) {
        tb_panel_opts o = TB_PANEL_OPTS_INIT;
        o.first_year = range[i][0];
        o.last_year = range[i][1];
        CHECK_OK(tb_panel_open_as(&one, path, &o, &err), err);
        const tb_index *y = tb_panel_index(one, "IX");
        int year = i % 2 == 0 ? 2021 : 2019;
        size_t n = x->n_unit * x->n_indicator;
        size_t from = (size_t)tb_index_year(x, year) * n;
        assert_int_equal(y->n_year, 1);
        assert_int_equal(y->year[0], year);
        assert_int_equal(y->n_ranked[0], x->n_ranked[tb_index_year(x, year)]);
        assert_memory_equal(y->value, x->value + from, n * sizeof *x->value);
        assert_memory_equal(y->rank, x->rank + from, n * sizeof *x->rank);
        assert_memory_equal(y->status, x->status + from, n);
        assert_memory_equal(y->source, x->source + from, n * sizeof *x->source);
        assert_memory_equal(y->rank_status, x->rank_status + from, n);
        assert_memory_equal(y->rank_source, x->rank_source + from, n * sizeof *x->rank_source);
        tb_panel_free(one);
    }
    tb_panel_opts none = TB_PANEL_OPTS_INIT;
    none.first_year = none.last_year = 2020;
    CHECK_OK(tb_panel_open_as(&one, path, &none, &err), err);
    looks_as_it_must(one);
    tb_panel_free(one);
    tb_panel_free(all);
}

static void sets_of_sources_hold_each_once(void **state)
{
    (void)state;
    tb_builder *d = small_draft();
    int32_t a = tbi_builder_source(d, "A", 1);
    int32_t ab = tbi_builder_source(d, "A|B", 3);
    int32_t b = tbi_builder_source(d, "B", 1);
    assert_int_equal(tbi_builder_source_both(d, a, a), a);
    assert_int_equal(tbi_builder_source_both(d, a, b), ab);
    assert_int_equal(tbi_builder_source_both(d, ab, b), ab);
    assert_int_equal(tbi_builder_source_both(d, -1, b), b);
    assert_string_equal(d->source[tbi_builder_source_both(d, b, ab)].id, "B|A");
    drop(d);
}

static void slabs_grow_and_keep(void **state)
{
    (void)state;
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
    char name[16];
    for (size_t i = 0; i < 300; i++) { /* units and indicators come up one by one */
        int n = snprintf(name, sizeof name, "u%zu", i);
        ptrdiff_t code = tbi_builder_code(d, name, (size_t)n, true);
        ptrdiff_t column = tbi_builder_column(d, x, name, (size_t)n, true);
        tb_slab *s = tbi_builder_slab(d, x, 2000);
        size_t at = tb_slab_at(s, (size_t)column, (size_t)code);
        s->value[at] = (double)i + 0.5;
        s->mark[at] = TB_MARK(false, 1, 0);
    }
    const tb_slab *s = tbi_builder_slab(d, x, 2000);
    for (size_t i = 0; i < 300; i++)
        CHECK_NEAR(s->value[tb_slab_at(s, i, i)], (double)i + 0.5, 0);
    drop(d);
}

static void dictionaries(void **state)
{
    (void)state;
    tb_arena a = { 0 };
    tb_hash_map d = { .arena = &a };
    char key[16];
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "Key%u", i);
        assert_int_equal(tbi_hash_map_get(&d, key, (size_t)n, true), TB_DICT_NONE);
        assert_true(tbi_hash_map_put(&d, key, (size_t)n, true, i));
    }
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "kEY%u", i);
        assert_int_equal(tbi_hash_map_get(&d, key, (size_t)n, true), i);
    }
    assert_int_equal(tbi_hash_map_get(&d, "", 0, true), TB_DICT_NONE);
    tbi_arena_free(&a);
}

/* Large years of figures without order are not packed, those with many gaps are: both come back to
 * the bit, and the first takes no more room than its figures. */
static void dense_and_sparse_years_come_back(void **state)
{
    (void)state;
    enum { SIDE = 400 };
    tb_err err = TB_ERR_INIT;
    for (unsigned dense = 0; dense < 2; dense++) {
        tb_builder *d = calloc(1, sizeof *d);
        assert_non_null(d);
        tbi_builder_start(d);
        tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
        char name[16];
        for (int i = 0; i < SIDE; i++) {
            int n = snprintf(name, sizeof name, "%03d", i);
            assert_int_equal(tbi_builder_code(d, name, (size_t)n, true), i);
            assert_int_equal(tbi_builder_column(d, x, name, (size_t)n, true), i);
        }
        x->year_used[2001 - TB_YEAR_FIRST] = true;
        assert_int_equal(tbi_builder_source(d, "S", 1), 0);
        tb_slab *s = tbi_builder_slab(d, x, 2001);
        uint32_t random = 1;
        for (size_t k = 0; k < SIDE * SIDE; k++) {
            random = random * 1664525 + 1013904223;
            if (!dense && k % 5 != 0)
                continue;
            size_t at = tb_slab_at(s, k % SIDE, k / SIDE);
            s->value[at] = (double)random / 7e5;
            s->mark[at] = TB_MARK(false, 9, 0);
        }
        char path[600];
        snprintf(path, sizeof path, "%s/p.h5", check_folder("dense"));
        CHECK_OK(tbi_store_write(d, path, NULL, &err), err);
        drop(d);
        struct stat at;
        assert_int_equal(stat(path, &at), 0);
        assert_true(dense ? at.st_size > 8 * SIDE * SIDE : at.st_size < 6 * SIDE * SIDE);
        tb_panel *p = NULL;
        CHECK_OK(tb_panel_open(&p, path, NULL, &err), err);
        const tb_index *back = tb_panel_index(p, "IX");
        assert_non_null(back);
        random = 1;
        for (size_t k = 0; k < SIDE * SIDE; k++) {
            random = random * 1664525 + 1013904223;
            if (dense || k % 5 == 0)
                assert_true(back->value[k] == (double)random / 7e5);
            else
                assert_true(isnan(back->value[k]));
        }
        tb_panel_free(p);
    }
}

/* Ranks come beside scores that are there, empty, once; a slab that grows takes them along. */
static void ranks_are_made_once_and_kept(void **state)
{
    (void)state;
    tb_builder *d = calloc(1, sizeof *d);
    assert_non_null(d);
    tbi_builder_start(d);
    tb_builder_index *x = tbi_builder_index_of(d, "IX", 2, true);
    assert_int_equal(tbi_builder_code(d, "01", 2, true), 0);
    assert_int_equal(tbi_builder_column(d, x, "TOTAL", 5, true), 0);
    tb_slab *s = tbi_builder_slab(d, x, 2000);
    s->value[0] = 1.5;
    s->mark[0] = TB_MARK(false, 1, 0);
    assert_null(s->rank);
    assert_false(tbi_builder_has_ranks(x));
    assert_true(tbi_slab_ranks(s));
    assert_true(tbi_builder_has_ranks(x));
    for (size_t i = 0; i < s->indicators * s->units; i++)
        assert_false(TB_MARK_IS(s->rank_mark[i]));
    int16_t *before = s->rank;
    s->rank[0] = 7;
    s->rank_mark[0] = TB_MARK(false, 0, 3);
    s->rank_source[0] = 2;
    assert_true(tbi_slab_ranks(s));
    assert_ptr_equal(s->rank, before);
    char name[16];
    for (size_t i = 1; i < 40; i++) {
        int n = snprintf(name, sizeof name, "u%zu", i);
        assert_true(tbi_builder_code(d, name, (size_t)n, true) > 0);
        assert_true(tbi_builder_column(d, x, name, (size_t)n, true) > 0);
    }
    s = tbi_builder_slab(d, x, 2000);
    assert_true(s->units >= 40 && s->indicators >= 40);
    assert_int_equal(s->rank[0], 7);
    assert_int_equal(TB_MARK_TABLE(s->rank_mark[0]), 3);
    assert_int_equal(s->rank_source[0], 2);
    CHECK_NEAR(s->value[0], 1.5, 0);
    for (size_t i = 1; i < s->indicators * s->units; i++)
        assert_false(TB_MARK_IS(s->rank_mark[i]) || TB_MARK_IS(s->mark[i]));
    drop(d);
}

/* A code may have several rows, but two of them in one year only in a file that is damaged: which
 * unit a figure is of could not be told. */
static void a_code_has_one_row_in_a_year(void **state)
{
    (void)state;
    static const struct {
        int from[3], to[3];
        bool fine;
    } cases[] = {
        { { 0, 2005, 2011 }, { 2004, 2010, 9999 }, true },
        { { 2011, 0, 2005 }, { 9999, 2004, 2010 }, true },  /* in any order */
        { { 0, 2005, 2010 }, { 2004, 2010, 9999 }, false }, /* 2010 twice, the last two */
        { { 0, 2005, 2003 }, { 2004, 2010, 2003 }, false }, /* the first and the last */
        { { 0, 2000, 2011 }, { 9999, 2000, 2011 }, false },
    };
    tb_err err = TB_ERR_INIT;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        tb_builder *d = calloc(1, sizeof *d);
        assert_non_null(d);
        tbi_builder_start(d);
        d->has_units = true;
        for (size_t i = 0; i < 3; i++) {
            tb_unit other = { "02", "Hai", "Two", "N", "province", 0, 9999, "" };
            tb_unit u = {
                "01", "Một", "One", "N", "province", cases[k].from[i], cases[k].to[i], ""
            };
            assert_true(tbi_builder_unit(d, &u));
            if (i == 1)
                assert_true(tbi_builder_unit(d, &other));
        }
        char path[600];
        snprintf(path, sizeof path, "%s/p.h5", check_folder("codes"));
        CHECK_OK(tbi_store_write(d, path, NULL, &err), err);
        drop(d);
        tb_panel *p = NULL;
        tb_status st = tb_panel_open(&p, path, NULL, &err);
        assert_int_equal(st, cases[k].fine ? TB_OK : TB_EDATA);
        tb_panel_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_memory_and_through_a_file),
        cmocka_unit_test(one_year_is_read_alone),
        cmocka_unit_test(sets_of_sources_hold_each_once),
        cmocka_unit_test(slabs_grow_and_keep),
        cmocka_unit_test(dictionaries),
        cmocka_unit_test(dense_and_sparse_years_come_back),
        cmocka_unit_test(ranks_are_made_once_and_kept),
        cmocka_unit_test(a_code_has_one_row_in_a_year),
    };
    return cmocka_run_group_tests_name("panel.builder", tests, NULL, NULL);
}
