/* digest.c - SHA-256 after FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2. */
#include "base/digest.h"

#include "base/digest_block.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

/* first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4,
 * 4.2.2) */
const uint32_t tbi_digest_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

/* Rotation to the right, ROTR of FIPS 180-4. */
static uint32_t rotate_right(uint32_t x, int n)
{
    return (x >> n) | (x << (32 - n));
}

#define K tbi_digest_constants

/* One round; the names of the eight words move on instead of the words. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                    \
    do {                                                                                    \
        uint32_t t = h + (rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25)) + \
                     ((e & f) ^ (~e & g)) + K[i] + w[i];                                    \
        d += t;                                                                             \
        h = t + (rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22)) +          \
            ((a & b) ^ (a & c) ^ (b & c));                                                  \
    } while (0)

/* One block of 64 bytes at p into the state s (FIPS 180-4, 6.2.2). */
static void compress_block(uint32_t s[8], const unsigned char *p)
{
    /* the message schedule */
    uint32_t w[64];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
               (uint32_t)p[4 * i + 2] << 8 | (uint32_t)p[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t x = rotate_right(w[i - 15], 7) ^ rotate_right(w[i - 15], 18) ^ (w[i - 15] >> 3);
        uint32_t y = rotate_right(w[i - 2], 17) ^ rotate_right(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + x + w[i - 7] + y;
    }
    uint32_t a = s[0];
    uint32_t b = s[1];
    uint32_t c = s[2];
    uint32_t d = s[3];
    uint32_t e = s[4];
    uint32_t f = s[5];
    uint32_t g = s[6];
    uint32_t h = s[7];
    for (int i = 0; i < 64; i += 8) {
        ROUND(a, b, c, d, e, f, g, h, i);
        ROUND(h, a, b, c, d, e, f, g, i + 1);
        ROUND(g, h, a, b, c, d, e, f, i + 2);
        ROUND(f, g, h, a, b, c, d, e, i + 3);
        ROUND(e, f, g, h, a, b, c, d, i + 4);
        ROUND(d, e, f, g, h, a, b, c, i + 5);
        ROUND(c, d, e, f, g, h, a, b, i + 6);
        ROUND(b, c, d, e, f, g, h, a, i + 7);
    }
    uint32_t v[8] = { a, b, c, d, e, f, g, h };
    for (int i = 0; i < 8; i++)
        s[i] += v[i];
}

/* state [8], bytes [64 * blocks]: the compression function of SHA-256 in portable C. */
void tbi_digest_step_plain(uint32_t *state, const unsigned char *bytes, size_t blocks)
{
    for (; blocks > 0; blocks--, bytes += 64)
        compress_block(state, bytes);
}

/* The processor is asked once a run of blocks: an answer kept aside would be a variable that all
 * threads share. */
static void digest_blocks(uint32_t *state, const unsigned char *bytes, size_t blocks)
{
    tb_digest_step step = tbi_digest_step_x86();
    if (step == NULL)
        step = tbi_digest_step_plain;
    step(state, bytes, blocks);
}

/* The initial hash value of FIPS 180-4, 5.3.3. */
void tbi_digest_start(tb_digest *d)
{
    *d = (tb_digest){ { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                        0x1f83d9ab, 0x5be0cd19 },
                      0,
                      { 0 } };
}

/* Whole blocks go from the caller's bytes; only what is left over is copied. */
void tbi_digest_add(tb_digest *d, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    size_t held = (size_t)(d->total % 64);
    d->total += n;
    while (n > 0) {
        if (held == 0 && n >= 64) {
            digest_blocks(d->state, p, n / 64);
            p += n / 64 * 64;
            n %= 64;
            continue;
        }
        size_t part = 64 - held < n ? 64 - held : n;
        memcpy(d->block + held, p, part);
        held = (held + part) % 64;
        p += part;
        n -= part;
        if (held == 0)
            digest_blocks(d->state, d->block, 1);
    }
}

/* Padding of FIPS 180-4, 5.1.1: a bit, zeros, and the length in bits, which is taken before they
 * count. text [65]. */
void tbi_digest_end(tb_digest *d, char *text)
{
    uint64_t bits = d->total * 8;
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    tbi_digest_add(d, "\x80", 1);
    while (d->total % 64 != 56)
        tbi_digest_add(d, "", 1);
    tbi_digest_add(d, length, 8);
    for (int i = 0; i < 8; i++)
        snprintf(text + 8 * i, 9, "%08x", d->state[i]);
}

/* text [65]; a file without bytes has a digest too. */
tb_status tbi_digest_file(char *text, const char *path, tb_err *err)
{
    tb_file_map map;
    tb_status st = tbi_file_open_map(&map, path, err);
    if (st != TB_OK)
        return st;
    tb_digest d;
    tbi_digest_start(&d);
    if (map.size > 0)
        tbi_digest_add(&d, map.data, map.size);
    tbi_digest_end(&d, text);
    tbi_file_unmap(&map);
    return TB_OK;
}
