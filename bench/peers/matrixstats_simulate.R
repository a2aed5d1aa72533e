# The work W4 of bench_simulate with R and matrixStats, one thread. usage: Rscript matrixstats_simulate.R   (Debian: r-base-core r-cran-matrixstats)
suppressMessages(library(matrixStats))
units <- 63; draws <- 100000; block <- 5000
mean <- 0.05 * (units - seq_len(units) + 1)
upper <- chol(matrix(0.5, units, units) + diag(0.5, units))
run <- function(n) {
  set.seed(1)
  count <- integer(units * units)
  for (b in seq_len(n / block)) {
    y <- matrix(rnorm(block * units), block) %*% upper + rep(mean, each = block)
    r <- rowRanks(-y, ties.method = "min")
    count <- count + tabulate((r - 1L) * units + rep(seq_len(units), each = block), units * units)
  }
  sum(count[seq_len(10 * units)])
}
invisible(run(block))
reps <- as.integer(Sys.getenv("BENCH_REPS", "3")); wall <- sapply(seq_len(reps), function(i) system.time(run(draws)))
cpu <- median(wall["user.self", ] + wall["sys.self", ])
cat(sprintf('{"bench":"r_matrixstats_w4","reps":%d,"median_s":%.4f,"cpu_s":%.4f,"per_s":%.0f,"per_cpu_s":%.0f}\n', reps, median(wall["elapsed", ]), cpu, draws / median(wall["elapsed", ]), draws / cpu))
