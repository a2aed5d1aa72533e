# References of our own for what panel.R leaves out, on the same table: other variables, years and gaps.
# Debian 12: apt-get install r-cran-plm r-cran-sandwich r-cran-clubsandwich r-cran-bms r-cran-mass r-cran-jsonlite ; Rscript own.R > own.json
suppressPackageStartupMessages({library(plm); library(sandwich); library(clubSandwich); library(BMS); library(MASS); library(jsonlite)})
d <- read.csv("papi_dimensions_2011_2023.csv", colClasses = c(unit = "character")); out <- list()
d <- d[order(d$unit, d$year), ]
lag1 <- function(x) { v <- rep(NA, nrow(d)); for (i in seq_len(nrow(d))) { j <- which(d$unit == d$unit[i] & d$year == d$year[i] - 1); if (length(j)) v[i] <- x[j] }; v }
co <- function(b, V) Map(function(e, s) list(estimate = unname(e), std_error = unname(s)), b, sqrt(diag(V)))
G <- function(cl) length(unique(cl))
# gaps: rows thrown out by a fixed rule; years 2013-2020; a regressor of the year before
a <- d; a$L.D1 <- lag1(d$D1); a <- a[a$year >= 2013 & a$year <= 2020 & (as.integer(a$unit) * 7 + a$year * 5) %% 11 != 0, ]
a <- a[complete.cases(a[, c("D3", "D1", "L.D1", "D2")]), ]
m <- lm(D3 ~ D1 + L.D1 + D2 + factor(unit) + factor(year), a); k <- c("D1", "L.D1", "D2")
out$gaps <- list(n = nrow(a), iid = co(coef(m)[k], vcov(m)[k, k]), hc1 = co(coef(m)[k], vcovHC(m, "HC1")[k, k]), hc3 = co(coef(m)[k], vcovHC(m, "HC3")[k, k]))
for (t in c("CR2", "CR3")) { p <- plm(D3 ~ D1 + L.D1 + D2, pdata.frame(a, index = c("unit", "year")), model = "within", effect = "twoways")
  ct <- coef_test(p, vcov = t, cluster = "individual", test = "Satterthwaite"); out$gaps[[t]] <- setNames(Map(function(s, f) list(std_error = s, df = f), ct$SE, ct$df_Satt), k) }
r <- plm(D3 ~ D1 + L.D1 + D2, pdata.frame(a, index = c("unit", "year")), model = "random", random.method = "swar")
out$gaps$random <- list(coefficients = co(coef(r), vcov(r)), sigma2 = as.list(r$ercomp$sigma2))
f <- plm(D3 ~ D1 + L.D1 + D2, pdata.frame(a, index = c("unit", "year")), model = "fd"); out$gaps$fd <- co(coef(f), vcov(f))
# predictions with absorbed effects (tests/cli/cases/estimate-predict): the dummies' regression of 2011-2017; 01 in 2012, 12 in 2017, and 12 in 2015 had its D2 been 6.5
x <- d[d$year <= 2017, ]; m <- lm(D6 ~ D2 + D4 + factor(unit) + factor(year), x); x <- rbind(x[x$unit == "01" & x$year == 2012, ], x[x$unit == "12" & x$year == 2017, ], transform(x[x$unit == "12" & x$year == 2015, ], D2 = 6.5))
p <- predict(m, x, interval = "prediction", se.fit = TRUE); q <- predict(m, x, interval = "confidence")
out$predict <- list(fit = unname(p$fit[, 1]), std_error = unname(p$se.fit), ci_low = unname(q[, 2]), pi_low = unname(p$fit[, 2]), pi_high = unname(p$fit[, 3]))
# half-panel jackknife of D6 on its lag and D2, units and years, 2012-2023 (12 years) and 2012-2022 (11: both splits); errors by the influence functions of units
hp <- function(last) { x <- d; x$L.D6 <- lag1(d$D6); x <- x[x$year >= 2012 & x$year <= last, ]; x <- x[complete.cases(x[, c("D6", "L.D6", "D2")]), ]; units <- sort(unique(x$unit)); years <- sort(unique(x$year)); T <- length(years)
  one <- function(z) { w <- lm(D6 ~ L.D6 + D2 + factor(unit) + factor(year), z); X <- sapply(c("L.D6", "D2"), function(v) resid(lm(z[[v]] ~ factor(z$unit) + factor(z$year)))); B <- solve(crossprod(X))
    s <- matrix(0, length(units), 2); for (i in seq_along(units)) { j <- z$unit == units[i]; if (any(j)) s[i, ] <- B %*% crossprod(X[j, , drop = FALSE], resid(w)[j]) }; list(b = coef(w)[c("L.D6", "D2")], s = s) }
  full <- one(x); b <- 2 * full$b; s <- 2 * full$s; cuts <- if (T %% 2 == 0) T / 2 else c((T - 1) / 2, (T + 1) / 2)
  for (cut in cuts) for (half in list(x[x$year %in% years[1:cut], ], x[x$year %in% years[(cut + 1):T], ])) { o <- one(half); w <- 0.5 / length(cuts); b <- b - w * o$b; s <- s - w * o$s }
  g <- length(units); n <- nrow(x); V <- crossprod(s) * g / (g - 1) * (n - 1) / (n - (2 + T)); list(n = n, coefficients = co(b, V)) }
out$hpj <- list(even = hp(2023), odd = hp(2022))
# ridge: MASS on D6 ~ D1 + D2 + D3 + D4 + D5, 2011-2017, pooled; penalties 1 and 25; GCV with the intercept counted, minimised
x <- d[d$year <= 2017, ]; x <- x[complete.cases(x[, c("D6", "D1", "D2", "D3", "D4", "D5")]), ]
for (l in c(1, 25)) out$ridge[[paste0("penalty", l)]] <- as.list(coef(lm.ridge(D6 ~ D1 + D2 + D3 + D4 + D5, x, lambda = l)))
X <- scale(as.matrix(x[, paste0("D", 1:5)]), scale = FALSE); X <- sweep(X, 2, sqrt(colMeans(X^2)), "/"); y <- x$D6 - mean(x$D6); n <- nrow(X)
gcv <- function(l) { H <- X %*% solve(crossprod(X) + exp(l) * diag(5), t(X)); sum((y - H %*% y)^2) / (n - 1 - sum(diag(H)))^2 }
o <- optimize(gcv, c(-10, 10), tol = 1e-10); out$ridge$gcv <- list(penalty = exp(o$minimum), gcv = o$objective)
# model averaging: BMS, hyper-g with a = 3, uniform over models, all 2^7, D6 on the other dimensions and the year, pooled 2018-2023
z <- d[d$year >= 2018, ]; z <- z[complete.cases(z[, paste0("D", 1:8)]), ]
b <- bms(z[, c("D6", "D1", "D2", "D3", "D4", "D5", "D7", "D8")], g = "hyper=3", mprior = "uniform", mcmc = "enumerate", user.int = FALSE); e <- coef(b, exact = TRUE, std.coefs = FALSE)
out$bma <- setNames(lapply(rownames(e), function(v) list(inclusion = e[v, "PIP"], mean = e[v, "Post Mean"], sd = e[v, "Post SD"])), rownames(e))
# the same question by brute force with p = 8 (the year as well): every model, the integrals over u = g/(1+g) by quadrature. BMS leaves a term out of the spread of u in its
# posterior standard deviation, so that is checked here and not there.
P <- c("D1", "D2", "D3", "D4", "D5", "D7", "D8", "year"); Y <- z$D6 - mean(z$D6); XX <- scale(as.matrix(z[, P]), scale = FALSE); n <- nrow(XX); W <- 0; I <- M <- S <- numeric(8)
for (s in 0:255) { i <- which(bitwAnd(s, 2^(0:7)) > 0); p <- length(i); if (p == 0) { W <- W + 1; next }
  q <- solve(crossprod(XX[, i, drop = FALSE])); b <- drop(q %*% crossprod(XX[, i, drop = FALSE], Y)); R2 <- sum(b * crossprod(XX[, i, drop = FALSE], Y)) / sum(Y^2)
  f <- function(k) integrate(function(v) sapply(v, function(u) u^k * exp(((p + 3) / 2 - 2) * log1p(-u) - (n - 1) / 2 * log1p(-R2 * u) + (n - 1) / 2 * log1p(-R2 * um))), 0, 1, rel.tol = 1e-12, subdivisions = 2000)$value
  um <- 0.98; I0 <- f(0); u1 <- f(1) / I0; u2 <- f(2) / I0; w <- exp(log(1 / 2) + log(I0) - (n - 1) / 2 * log1p(-R2 * um)); W <- W + w
  I[i] <- I[i] + w; M[i] <- M[i] + w * u1 * b; S[i] <- S[i] + w * (u2 * b^2 + sum(Y^2) * (u1 - R2 * u2) / (n - 3) * diag(q)) }
out$brute <- setNames(lapply(1:8, function(j) list(inclusion = I[j] / W, mean = M[j] / W, sd = sqrt(S[j] / W - (M[j] / W)^2))), P)
# fractional probit of (D6 - 1) / 9 on D2, D4 and their means, 2011-2017; clustered by unit, factor G/(G-1) (n-1)/(n-K)
w <- d[d$year <= 2017, ]; w <- w[complete.cases(w[, c("D6", "D2", "D4")]), ]; w$y <- (w$D6 - 1) / 9; for (v in c("D2", "D4")) w[[paste0("m.", v)]] <- ave(w[[v]], w$unit)
g <- suppressWarnings(glm(y ~ D2 + D4 + m.D2 + m.D4, quasibinomial("probit"), w, control = list(epsilon = 1e-14, maxit = 100)))
V <- vcovCL(g, w$unit, type = "HC0", cadjust = FALSE) * 63 / 62 * (nrow(w) - 1) / (nrow(w) - 5); eta <- predict(g); Z <- model.matrix(g)
ape <- sapply(2:5, function(j) { gr <- 9 * (coef(g)[j] * colMeans(-eta * dnorm(eta) * Z) + mean(dnorm(eta)) * (seq_len(5) == j)); c(9 * mean(dnorm(eta)) * coef(g)[j], sqrt(gr %*% V %*% gr)) })
out$fractional <- list(coefficients = co(coef(g), V), ape = as.list(ape[1, ]), ape_se = as.list(ape[2, ]))
# mundlak: quasi-demeaned least squares with the means beside; variances by Swamy and Arora as plm has them for D6 ~ D2 + D4, but the between part holds each mean once
s2 <- plm(D6 ~ D2 + D4, pdata.frame(w, index = c("unit", "year")), model = "random", random.method = "swar")$ercomp$sigma2; Ti <- ave(w$D6, w$unit, FUN = length); th <- 1 - sqrt(s2[["idios"]] / (s2[["idios"]] + Ti * s2[["id"]]))
qd <- function(v) v - th * ave(v, w$unit); mu <- lm(qd(w$D6) ~ 0 + I(1 - th) + qd(w$D2) + qd(w$D4) + qd(w$m.D2) + qd(w$m.D4)); out$mundlak <- setNames(unname(co(coef(mu), vcov(mu))), c("(Intercept)", "D2", "D4", "mean(D2)", "mean(D4)"))
# gmm: other years, other regressors, time effects, collapsed, system in two steps
gm <- function(f, years, ...) { q <- pgmm(f, pdata.frame(d[d$year %in% years, ], index = c("unit", "year")), ...); s <- summary(q, robust = TRUE, time.dummies = FALSE); list(coefficients = apply(s$coefficients, 1, function(r) list(estimate = r[[1]], std_error = r[[2]])),
  sargan = unname(s$sargan$statistic), df = unname(s$sargan$parameter), ar1 = unname(c(s$m1$statistic)), ar2 = unname(c(s$m2$statistic))) }
out$gmm <- list(years = gm(D4 ~ lag(D4, 1) + D1 + D3 | lag(D4, 2:3), 2012:2018, effect = "twoways", model = "onestep", transformation = "d"),
  collapsed = gm(D6 ~ lag(D6, 1) + D2 | lag(D6, 3:99), 2011:2019, effect = "individual", model = "twosteps", transformation = "d", collapse = TRUE),
  system2 = gm(D6 ~ lag(D6, 1) + D2 | lag(D6, 2:3), 2011:2017, effect = "individual", model = "twosteps", transformation = "ld"))
out$versions <- list(R = R.version.string, plm = as.character(packageVersion("plm")), sandwich = as.character(packageVersion("sandwich")), clubSandwich = as.character(packageVersion("clubSandwich")), BMS = as.character(packageVersion("BMS")), MASS = as.character(packageVersion("MASS")))
cat(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE, null = "null"))
