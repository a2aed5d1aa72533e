# Group-time effects of Callaway and Sant'Anna (2021) in base R, written for this bench since R's did is no package of Debian and was not to be had: estimates of all cells
# against those not yet exposed, their influence functions, the simple average and the path over event times, and 999 multiplier bootstraps with bands for each of the three,
# as did::att_gt and two did::aggte give them. Matrices only: no formulas, no data frames in the loop, no regressions in the cells, so did itself does more.
# usage: Rscript group_time.R TABLE.csv; columns unit, year, value, exposed (0: never); prints one JSON line, with the average and its error to compare before times are
d <- read.csv(commandArgs(TRUE)[1], colClasses = c(unit = "character"))
Y <- tapply(d$value, list(d$unit, d$year), mean); G <- tapply(d$exposed, d$unit, function(x) x[1])
G <- G[stats::complete.cases(Y)]; Y <- Y[stats::complete.cases(Y), ]; G[G == 0] <- Inf
keep <- G > min(d$year); Y <- Y[keep, ]; G <- G[keep]; year <- as.integer(colnames(Y)); draws <- 999; set.seed(1)
mammen <- function(n) { k <- sqrt(5); ifelse(runif(n) < (k + 1) / (2 * k), (1 - k) / 2, (1 + k) / 2) }
band <- function(psi, se) { n <- nrow(psi); V <- matrix(mammen(draws * n), draws); B <- abs(V %*% psi / n) / rep(se, each = draws); quantile(apply(B, 1, max), 0.95, names = FALSE) }
spent <- system.time({
    n <- length(G)
    if (all(is.finite(G))) { last <- max(G); Y <- Y[, year < last]; year <- year[year < last]; G[G == last] <- Inf }
    cohort <- sort(unique(G[is.finite(G)])); share <- sapply(cohort, function(g) mean(G == g))
    cell <- NULL; psi <- NULL
    for (g in cohort) for (j in 2:length(year)) {
        t <- year[j]; base <- if (t >= g) max(which(year < g)) else j - 1
        change <- Y[, j] - Y[, base]; in_g <- G == g; control <- G > max(t, year[base]) & G != g
        m1 <- mean(change[in_g]); m0 <- mean(change[control])
        cell <- rbind(cell, c(g, t, m1 - m0)); psi <- cbind(psi, n / sum(in_g) * in_g * (change - m1) - n / sum(control) * control * (change - m0))
    }
    error <- function(psi) sqrt(colMeans(psi^2) / n)
    average <- function(k) { p <- share[match(cell[k, 1], cohort)]; ind <- sapply(k, function(i) G == cell[i, 1]); centred <- sweep(ind, 2, p)
        w <- p / sum(p); own <- centred / sum(p) - outer(rowSums(centred), p / sum(p)^2)
        list(estimate = sum(w * cell[k, 3]), psi = psi[, k, drop = FALSE] %*% w + own %*% cell[k, 3]) }
    se <- error(psi); cells <- band(psi[, se > 0], se[se > 0])
    simple <- average(which(cell[, 2] >= cell[, 1])); simple_band <- band(simple$psi, error(simple$psi))
    event <- sort(unique(cell[, 2] - cell[, 1])); path <- lapply(event, function(e) average(which(cell[, 2] - cell[, 1] == e)))
    path_psi <- sapply(path, function(x) x$psi); path_band <- band(path_psi, error(path_psi))
})
cat(sprintf('{ "work": "effects", "who": "base R, one outcome, balanced", "cpu_seconds": %.3f, "wall_seconds": %.3f, "estimate": %.12g, "std_error": %.12g, "units": %d }\n',
            spent[["user.self"]] + spent[["sys.self"]], spent[["elapsed"]], simple$estimate, error(simple$psi), n))
