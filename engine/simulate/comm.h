/* simulate/comm.h - what processes say to each other: sums of integers, and nothing else.
 * comm_serial.c is for one process, comm_mpi.c for many (the only user of MPI).
 * Integers, because their sums do not depend on the order in which processes answer. */
#ifndef TB_SIMULATE_COMM_H
#define TB_SIMULATE_COMM_H

#include <stddef.h>
#include <stdint.h>
#include <tangbac/simulate.h>

/* x [n] of process 0 = the sum over processes; what the others hold afterwards is undefined. */
TB_MUST_CHECK tb_status tbi_comm_sum(const tb_comm *c, uint64_t *x, size_t n, tb_err *err);
/* The worst status of all processes, told to all. */
tb_status tbi_comm_agree(const tb_comm *c, tb_status st);

#endif
