/* sobol_points.c - Joe and Kuo's direction numbers unrolled, and Owen's scrambling by hashing the
 * bits before. */
#include "simulate/sobol_points.h"

/* direction [dimensions][32]: v_k with the binary point before the leading bit. The table lists
 * for each dimension its primitive polynomial and initial numbers. */
void tbi_sobol_directions(uint32_t *direction, size_t dimensions)
{
    const uint16_t *at = tbi_joe_kuo;
    for (size_t d = 0; d < dimensions; d++) {
        uint32_t *v = direction + 32 * d, polynomial = *at++;
        unsigned s = 0;
        while (polynomial >> (s + 1))
            s++;
        if (s == 0) { /* the first dimension: every m_k is 1 */
            for (unsigned k = 0; k < 32; k++)
                v[k] = (uint32_t)1 << (31 - k);
            continue;
        }
        for (unsigned k = 0; k < s; k++)
            v[k] = (uint32_t)at[k] << (31 - k);
        at += s;
        /* Bratley and Fox (1988), with Joe and Kuo's numbers */
        for (unsigned k = s; k < 32; k++) {
            v[k] = v[k - s] ^ (v[k - s] >> s);
            for (unsigned i = 1; i < s; i++)
                if (polynomial >> (s - i) & 1)
                    v[k] ^= v[k - i];
        }
    }
}

/* A bijection of 64 bits whose every output bit depends on every input bit (Stafford 2011, his mix
 * 13). */
static inline uint64_t mix_bits(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

enum { TREE_LOG = 12 };

/* Where Owen's scrambling sends each cell of 2^log_n: cell [2^log_n], by the tree of its bits, one
 * hash a node. */
static void scramble_cells(uint16_t *cell, unsigned log_n, const uint64_t *level)
{
    cell[0] = 0;
    for (unsigned b = 0; b < log_n; b++)
        for (uint32_t node = (uint32_t)1 << b; node-- > 0;) {
            unsigned flip = (unsigned)(mix_bits(level[b] ^ node) >> 63);
            unsigned to = cell[node] * 2u;
            cell[2 * node + 1] = (uint16_t)(to | (1 ^ flip));
            cell[2 * node] = (uint16_t)(to | flip);
        }
}

/* The first log_n bits from the digital net, the rest from a hash, half a step added: in (0, 1).
 */
static inline double scale_in_cell(uint64_t top, uint64_t rest, unsigned log_n)
{
    return ((double)(top << (52 - log_n) | rest >> (12 + log_n)) + 0.5) * 0x1p-52;
}

/* Number of the lowest bit that is set. */
static inline unsigned find_lowest_bit(size_t i)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(i);
#else
    unsigned k = 0;
    while (!(i >> k & 1))
        k++;
    return k;
#endif
}

/* Many points of a short sequence: all cells at once. Consecutive points differ in few bits of
 * their index. */
static void scramble_by_tree(double *u, size_t first, size_t count, unsigned log_n,
                             const uint32_t *direction, const uint64_t *level)
{
    uint16_t cell[1 << TREE_LOG];
    /* what the step to the next index switches when its lowest k + 1 bits do */
    uint32_t x = 0, change[TREE_LOG + 1] = { 0 };
    scramble_cells(cell, log_n, level);
    for (unsigned k = 0; k <= log_n; k++)
        change[k] = (k > 0 ? change[k - 1] : 0) ^ (k < log_n ? direction[k] : 0);
    for (unsigned k = 0; k < log_n; k++)
        x ^= direction[k] & (uint32_t) - (int32_t)(first >> k & 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t top = x >> (32 - log_n);
        u[i] = scale_in_cell(cell[top], mix_bits(level[log_n] ^ top), log_n);
        x ^= change[find_lowest_bit(first + i + 1)];
    }
}

/* Nested scrambling (Owen 1995): the flip of a bit is a hash of the bits before it, so that no
 * tree is stored. Where most of the tree is visited anyway it is faster to build it. Beyond
 * log_n bits u is uniform within its cell. */
void tbi_sobol_scrambled(double *u, size_t first, size_t count, unsigned log_n,
                         const uint32_t *direction, size_t dimension, uint64_t seed,
                         uint32_t scrambling)
{
    uint64_t key = mix_bits(
        mix_bits(seed + 0x9E3779B97F4A7C15) ^
        mix_bits(((uint64_t)scrambling << 32 | (uint32_t)dimension) * 0xD1342543DE82EF95 + 1));
    uint64_t level[TB_SOBOL_LOG_MAX + 1];
    for (unsigned b = 0; b <= log_n; b++)
        level[b] = mix_bits(key + (b + 1) * 0x9E3779B97F4A7C15);
    if (direction != NULL && log_n > 0 && log_n <= TREE_LOG &&
        count * log_n >= (size_t)1 << log_n) {
        scramble_by_tree(u, first, count, log_n, direction, level);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t index = first + i;
        if (direction == NULL) {
            u[i] = ((double)(mix_bits(key ^ mix_bits(index + 0x632BE59BD9B4E019)) >> 12) + 0.5) *
                   0x1p-52;
            continue;
        }
        uint32_t x = 0, flips = 0;
        for (unsigned k = 0; k < log_n; k++)
            x ^= direction[k] & (uint32_t) - (int32_t)(index >> k & 1);
        for (unsigned b = 0; b < log_n; b++) {
            uint64_t before = b == 0 ? 0 : x >> (32 - b);
            flips |= (uint32_t)(mix_bits(level[b] ^ before) >> 63) << (31 - b);
        }
        uint64_t top = log_n == 0 ? 0 : (uint64_t)(x ^ flips) >> (32 - log_n);
        uint64_t rest = mix_bits(level[log_n] ^ (log_n == 0 ? 0 : (uint64_t)x >> (32 - log_n)));
        u[i] = scale_in_cell(top, rest, log_n);
    }
}
