# Rank sensitivity of PAPI 2022 computed directly from its definitions, with R's own random numbers and nothing but base R: an independent reference for engine/simulate. Weights, normalisation,
# aggregation, a sub-dimension left out and noise are drawn together as methods (OECD/JRC handbook 2008; Saisana, Saltelli and Tarantola 2005; Munda 2008 for Copeland) say.
# usage: Rscript direct.R DATASETS DRAWS SEED > direct.csv        direct.csv was written by: Rscript direct.R ../../../datasets 40000 20221 (R 4.2.2)
arg <- commandArgs(TRUE)
draws <- as.integer(arg[2])
set.seed(as.integer(arg[3]))
year <- 2022
value <- read.csv(file.path(arg[1], "papi", "values.csv"), colClasses = "character")
node <- read.csv(file.path(arg[1], "papi", "structure.csv"), colClasses = "character")
node$first_year <- as.numeric(node$first_year)
node$last_year <- ifelse(node$last_year == "", Inf, suppressWarnings(as.numeric(node$last_year)))
node <- node[grepl("^D[1-8]$", node$parent) & node$first_year <= year & year <= node$last_year, ]
value <- value[value$year == year & value$indicator %in% node$code, ]
part <- node$code[node$code %in% value$indicator]
unit <- sort(unique(value$unit))
x <- matrix(NA_real_, length(unit), length(part), dimnames = list(unit, part))
x[cbind(value$unit, value$indicator)] <- as.numeric(value$value)
at <- match(part, node$code)
low <- as.numeric(node$min[at]); high <- as.numeric(node$max[at])
official <- (high - low) / sum(high - low)          # share of the composite's range; every sub-dimension counts point for point
K <- length(part); N <- length(unit)
sd_noise <- 0.03 + 0.002 * seq_len(K)               # points; the test gives the engine the same ones
concentration <- 10 * K

place <- function(s) rank(-s, na.last = "keep", ties.method = "min")
reference <- place(rowSums(x))                      # NA where a part is withheld

normalise <- function(v, how) switch(how,
  none = v / official[col(v)],
  minmax = { lo <- apply(v, 2, min, na.rm = TRUE); hi <- apply(v, 2, max, na.rm = TRUE); t(1 + 99 * (t(v) - lo) / (hi - lo)) },
  zscore = scale(v),
  rank = apply(v, 2, function(c) sum(!is.na(c)) + 1 - place(c)),
  percentile = apply(v, 2, function(c) sapply(c, function(y) if (is.na(y)) NA else 100 * (sum(c < y, na.rm = TRUE) + 0.5 * sum(c == y, na.rm = TRUE)) / sum(!is.na(c)))),
  distance = t(t(v) / abs(apply(v, 2, max, na.rm = TRUE))))

copeland <- function(v, g) {
  whole <- which(!is.na(rowSums(v)))
  balance <- matrix(0, length(whole), length(whole))
  for (j in seq_len(ncol(v))) balance <- balance + g[j] * sign(outer(v[whole, j], v[whole, j], "-"))
  score <- rep(NA_real_, nrow(v))
  score[whole] <- rowSums(sign(ifelse(abs(balance) <= 1e-12 * sum(g), 0, balance)))
  score
}

fits <- list(arithmetic = c("none", "minmax", "zscore", "rank", "percentile", "distance"), geometric = c("minmax", "rank", "percentile"), harmonic = c("minmax", "rank", "percentile"))
pick <- function(from) from[floor(runif(1) * length(from)) + 1]
times <- top <- sum_rank <- square_rank <- sum_shift <- square_shift <- numeric(N)
for (d in seq_len(draws)) {
  g <- rgamma(K, concentration * official)
  aggregation <- pick(c("arithmetic", "geometric", "harmonic", "copeland"))
  how <- if (aggregation == "copeland") "any" else pick(fits[[aggregation]])
  out <- floor(runif(1) * (K + 1))                  # 0: nothing is left out
  v <- x + rnorm(N * K) * rep(sd_noise, each = N)
  keep <- setdiff(seq_len(K), out)
  score <- if (aggregation == "copeland") copeland(v[, keep], g[keep]) else {
    z <- normalise(v, how)[, keep]
    w <- g[keep] / sum(g[keep])
    switch(aggregation, arithmetic = drop(z %*% w), geometric = exp(drop(log(z) %*% w)), harmonic = 1 / drop((1 / z) %*% w))
  }
  r <- place(score)
  ranked <- !is.na(r)
  shift <- abs(r - reference)
  times <- times + ranked
  top <- top + (ranked & r <= 10)
  r[!ranked] <- 0
  sum_rank <- sum_rank + r
  square_rank <- square_rank + r^2
  shift[is.na(shift)] <- 0
  sum_shift <- sum_shift + shift
  square_shift <- square_shift + shift^2
}
mean_of <- function(s, n) ifelse(n > 0, s / n, NA)
spread <- function(s, q, n) ifelse(n > 1, sqrt(pmax(0, q / n - (s / n)^2)), NA)
write.csv(data.frame(unit, reference, ranked = times / draws, rank_mean = round(mean_of(sum_rank, times), 5), rank_sd = round(spread(sum_rank, square_rank, times), 5), top10 = top / draws,
                     shift_mean = round(mean_of(sum_shift, times * !is.na(reference)), 5), shift_sd = round(spread(sum_shift, square_shift, times * !is.na(reference)), 5)), row.names = FALSE, quote = FALSE)
