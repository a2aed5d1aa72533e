/* checkpoint.c - what was counted so far, in a file that is replaced whole: a head line that names
 * the run, then the tallies; and the settings of every draw as CSV. */
#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"
#include "messages/simulate.h"
#include "simulate/batches.h"
#include "simulate/comm.h"
#include "simulate/simulation_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC "tangbac-checkpoint 1 "
enum { HEAD = 256 };

/* A head of fixed length in text (magic, identity, next chunk, tallies, digest), then the
 * tallies as 64-bit words in the order of the machine. whole [tallies]: summed over all
 * processes. The file is replaced in one step, so that an interruption leaves the old one. */
static tb_status write_checkpoint(const tb_simulation *s, const uint64_t *whole, const char *path,
                                  tb_err *err)
{
    tb_buf b = { 0 };
    char head[HEAD] = { 0 }, digest[65];
    tb_digest d;
    tbi_digest_start(&d);
    tbi_digest_add(&d, whole, s->tallies * sizeof *whole);
    tbi_digest_end(&d, digest);
    snprintf(head, sizeof head, MAGIC "%s %" PRIu64 " %zu %s\n", s->identity, s->next, s->tallies,
             digest);
    tbi_buf_add(&b, head, sizeof head);
    tbi_buf_add(&b, (const char *)whole, s->tallies * sizeof *whole);
    tb_status st =
        b.failed ? tbi_no_memory(err, "the checkpoint") : tbi_file_save(path, b.data, b.size, err);
    tbi_buf_free(&b);
    return st;
}

/* All processes agree before and after: one that failed alone would leave the others in the
 * sum. */
tb_status tb_simulation_save(tb_simulation *s, const char *path, tb_err *err)
{
    uint64_t *whole = tbi_malloc(s->tallies * sizeof *whole);
    tb_status st = tbi_comm_agree(s->opts.comm, whole == NULL ? TB_ENOMEM : TB_OK);
    if (st != TB_OK) {
        free(whole);
        return tbi_no_memory(err, "the checkpoint");
    }
    st = tbi_simulation_gather(s, whole, err);
    if (st == TB_OK && tb_comm_rank(s->opts.comm) == 0)
        st = write_checkpoint(s, whole, path, err);
    free(whole);
    return tbi_comm_agree(s->opts.comm, st);
}

/* Identity first: a sound checkpoint of another run has its own message. Only process 0 takes
 * the counts, since they are summed over processes later. TB_EDATA: no checkpoint of ours,
 * damaged, or of another run. s->next and s->tally are set only when all of it is sound. */
static tb_status read_checkpoint(tb_simulation *s, const tb_file_map *m, const char *path,
                                 tb_err *err)
{
    char identity[65], digest[65], found[65];
    uint64_t next;
    size_t tallies;
    char head[HEAD + 1] = { 0 };
    if (m->size < HEAD || memcmp(m->data, MAGIC, strlen(MAGIC)) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_CHECKPOINT_TANGBAC, path);
    memcpy(head, m->data, HEAD);
    if (sscanf(head + strlen(MAGIC), "%64s %" SCNu64 " %zu %64s", identity, &next, &tallies,
               digest) != 4)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_DAMAGED_CHECKPOINT_REMOVE_STAR, path);
    if (strcmp(identity, s->identity) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_CHECKPOINT_ANOTHER_RUN_ANOTHER, path);
    tb_digest d;
    tbi_digest_start(&d);
    tbi_digest_add(&d, m->data + HEAD, m->size - HEAD);
    tbi_digest_end(&d, found);
    if (tallies != s->tallies || m->size != HEAD + tallies * sizeof(uint64_t) || next > s->chunks ||
        strcmp(digest, found) != 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_DAMAGED_CHECKPOINT_REMOVE_STAR, path);
    s->next = next;
    if (tb_comm_rank(s->opts.comm) == 0)
        memcpy(s->tally, m->data + HEAD, tallies * sizeof(uint64_t));
    return TB_OK;
}

/* All processes agree on the worst status, so that none goes on alone. */
tb_status tb_simulation_load(tb_simulation *s, const char *path, tb_err *err)
{
    tb_file_map m;
    tb_status st = tbi_file_open_map(&m, path, err);
    if (st == TB_OK) {
        st = read_checkpoint(s, &m, path, err);
        tbi_file_unmap(&m);
    }
    return tbi_comm_agree(s->opts.comm, st);
}

/* The heads of the file of replicates: one row a draw, with what was chosen and the weight of
 * each part. */
static void write_head(tb_buf *b, const tb_simulation *s)
{
    tbi_buf_text(b, "draw,normalisation,aggregation,left_out,noise_stream");
    if (s->parts.tables > 0)
        tbi_buf_text(b, ",completed_table");
    for (size_t j = 0; j < s->parts.parts; j++)
        tbi_buf_printf(b, ",%s", s->parts.code[j]);
    tbi_buf_text(b, "\n");
}

/* One draw: weights as they were used, of sum 1, those left out 0. one borrows the design's
 * weights; noise_draw tells which normals were used. */
static void write_line(tb_buf *b, const tb_simulation *s, uint64_t draw, const tb_setting *one)
{
    const tb_design *d = &s->design;
    tb_method m = d->method[one->method];
    double sum = 0;
    for (size_t j = 0; j < s->parts.parts; j++)
        sum += tbi_design_is_out(d, one->left, j) ? 0 : one->g[j * one->step];
    tbi_buf_printf(b, "%" PRIu64 ",%s,%s,%s,", draw,
                   m.aggregation == TB_AGG_COPELAND ? "any" : tbi_norm_words[m.norm],
                   tbi_aggregation_words[m.aggregation], tbi_design_left_code(d, one->left));
    if (d->noises > 0)
        tbi_buf_printf(b, "%" PRIu64, one->noise_draw);
    if (s->parts.tables > 0)
        tbi_buf_printf(b, ",%" PRIu32, one->table);
    for (size_t j = 0; j < s->parts.parts; j++)
        tbi_buf_printf(b, ",%.17g",
                       tbi_design_is_out(d, one->left, j) ? 0 : one->g[j * one->step] / sum);
    tbi_buf_text(b, "\n");
}

/* The settings of the draws are computed again from their numbers; nothing of them was kept. CSV
 * with one line a draw; TB_EARG above 2^31 draws. Only process 0 writes. */
tb_status tb_simulation_replicates(const tb_simulation *s, const char *path, tb_err *err)
{
    enum { PIECE = 256 };
    if (tb_comm_rank(s->opts.comm) != 0)
        return TB_OK;
    if (s->opts.draws > (uint64_t)1 << 31)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_TOO_MANY_SETTINGS,
                        (unsigned long long)s->opts.draws);
    tb_setting *setting = tbi_calloc(PIECE, sizeof *setting);
    double *g = tbi_calloc(PIECE * s->parts.parts, sizeof *g);
    tb_buf b = { 0 };
    tb_status st = setting == NULL || g == NULL ? tbi_no_memory(err, "the replicates") : TB_OK;
    if (st == TB_OK)
        write_head(&b, s);
    for (uint64_t first = 0; first < s->opts.draws && st == TB_OK && !b.failed; first += PIECE) {
        size_t count = s->opts.draws - first < PIECE ? (size_t)(s->opts.draws - first) : PIECE;
        tbi_settings_of_draws(setting, g, PIECE, &s->plan, first, count);
        for (size_t i = 0; i < count; i++)
            write_line(&b, s, first + i, &setting[i]);
    }
    if (st == TB_OK)
        st = b.failed ? tbi_no_memory(err, "the replicates")
                      : tbi_file_save(path, b.data, b.size, err);
    tbi_buf_free(&b);
    free(setting);
    free(g);
    return st;
}
