# A reviewer's questions to the shipped panel, each asked of the command and of R: formulas, years, clusters and methods that no other test uses.
# usage: Rscript reviewer.R TANGBAC PANEL [--table]       ends with 1 where a figure is further from R's than its limit; --table prints a line a question
# Debian 12: apt-get install r-cran-plm r-cran-sandwich r-cran-clubsandwich r-cran-lme4 r-cran-nlme r-cran-mass r-cran-jsonlite
need <- c("plm", "sandwich", "clubSandwich", "lme4", "nlme", "MASS", "jsonlite")
if (!all(sapply(need, requireNamespace, quietly = TRUE))) { cat("one of", need, "is not installed: not tried\n"); quit(status = 77) }
suppressPackageStartupMessages({library(plm); library(sandwich); library(clubSandwich); library(lme4); library(nlme)})
args <- commandArgs(TRUE); tangbac <- args[1]; panel <- args[2]
file <- tempfile(fileext = ".csv"); stopifnot(system2(tangbac, c("export", panel, "--wide", "-q", "-o", file)) == 0)
d <- read.csv(file, colClasses = c(unit = "character")); d <- d[order(d$unit, d$year), ]
for (computed in grep("_COMPUTED$", names(d), value = TRUE)) { published <- sub("_COMPUTED$", "", computed); known <- d[[published]]; d[[published]] <- if (is.null(known)) d[[computed]] else ifelse(is.na(known), d[[computed]], known) }
seen <- data.frame()
note <- function(what, mine, theirs, limit = 1e-8) {
  theirs <- unname(theirs); mine <- unname(mine)
  bad <- length(mine) != length(theirs) || anyNA(mine) || anyNA(theirs)
  off <- if (bad) Inf else max(abs(mine - theirs) / pmax(abs(theirs), 1e-12))
  seen <<- rbind(seen, data.frame(what, figures = length(theirs), off, limit, ok = off <= limit))
  if (!(off <= limit)) cat(what, ": ", format(mine, digits = 12), " instead of ", format(theirs, digits = 12), "\n", sep = " ")
}
ask <- function(formula, ...) {
  out <- tempfile(fileext = ".json"); words <- shQuote(c("estimate", panel, formula, "-q", "-o", out, ...))
  if (system2(tangbac, words, stdout = FALSE) != 0) stop("tangbac estimate ", paste(words, collapse = " "))
  jsonlite::fromJSON(out, simplifyVector = TRUE)$result
}
b <- function(r) r$coefficients$estimate; se <- function(r) r$coefficients$std_error
test <- function(r, name) r$tests[r$tests$name == name, ]
rows <- function(v, from, to) { x <- d[d$year >= from & d$year <= to, c("unit", "year", v)]; x[complete.cases(x), ] }
pd <- function(x) pdata.frame(x, index = c("unit", "year"))

# ---- 1: pooled, every variance; PCI 2006-2023
v <- c("PCI_TOTAL", "PCI_CSTP1_ENTRY", "PCI_CSTP4_TIME", "PCI_CSTP9_LABOR"); f <- PCI_TOTAL ~ PCI_CSTP1_ENTRY + PCI_CSTP4_TIME + PCI_CSTP9_LABOR; F <- "PCI.TOTAL ~ PCI.CSTP1_ENTRY + PCI.CSTP4_TIME + PCI.CSTP9_LABOR"; Y <- c("--years", "2006:2023")
x <- rows(v, 2006, 2023); m <- lm(f, x); n <- nrow(x); G <- length(unique(x$unit)); T <- length(unique(x$year)); K <- 4
r <- ask(F, "--vcov", "iid", Y); note("pooled: coefficients, classical errors", c(b(r), se(r)), c(coef(m), sqrt(diag(vcov(m)))))
note("pooled: R2, sigma, log-likelihood", c(r$fit$r2, r$fit$sigma, r$fit$loglik), c(summary(m)$r.squared, sigma(m), logLik(m)))
note("pooled: rows", r$n_obs, n)
for (h in c("HC1", "HC3")) note(paste("pooled:", h), se(ask(F, "--vcov", tolower(h), Y)), sqrt(diag(vcovHC(m, h))))
note("pooled: clustered by unit, fixest's factor", se(ask(F, "--vcov", "cluster:unit", Y)), sqrt(diag(vcovCL(m, x$unit, type = "HC0", cadjust = FALSE))) * sqrt(G / (G - 1) * (n - 1) / (n - K)))
note("pooled: clustered by unit, no factor", se(ask(F, "--vcov", "cluster:unit", "--ssc", "none", Y)), sqrt(diag(vcovCL(m, x$unit, type = "HC0", cadjust = FALSE))))
note("pooled: clustered by year, Stata's factor", se(ask(F, "--vcov", "cluster:year", "--ssc", "stata", Y)), sqrt(diag(vcovCL(m, x$year, type = "HC1"))))
note("pooled: clustered two ways, no factor", se(ask(F, "--vcov", "cluster:unit,year", "--ssc", "none", Y)), sqrt(diag(vcovCL(m, x[, c("unit", "year")], type = "HC0", cadjust = FALSE, multi0 = TRUE))))
note("pooled: Driscoll-Kraay, 3 lags, no factor", se(ask(F, "--vcov", "dk:3", "--ssc", "none", Y)), sqrt(diag(vcovPL(m, x$unit, order.by = x$year, lag = 3, aggregate = TRUE, adjust = FALSE))))
ct <- coef_test(m, vcov = "CR2", cluster = x$year, test = "Satterthwaite"); r <- ask(F, "--vcov", "cr2:year", Y); note("pooled: CR2 by year, degrees of freedom", c(se(r), r$coefficients$df), c(ct$SE, ct$df_Satt))
ct <- coef_test(m, vcov = "CR3", cluster = x$unit, test = "Satterthwaite"); r <- ask(F, "--vcov", "cr3:unit", Y); note("pooled: CR3 by unit, degrees of freedom", c(se(r), r$coefficients$df), c(ct$SE, ct$df_Satt))
C <- rbind(c(0, 1, -1, 0), c(0, 0, 1, -1)); w <- Wald_test(m, C, vcovCR(m, x$unit, "CR2"), test = "HTZ"); r <- test(ask(F, "--vcov", "cr2:unit", "--test", "q: PCI.CSTP1_ENTRY = PCI.CSTP4_TIME = PCI.CSTP9_LABOR", Y), "q")
note("pooled: HTZ of equal slopes", c(r$statistic, r$df[[1]], r$p_value), c(w$Fstat, w$df_num, w$df_denom, w$p_val))
V <- vcovCL(m, x$unit, type = "HC0", cadjust = FALSE) * G / (G - 1) * (n - 1) / (n - K); R <- C; q <- R %*% coef(m); W <- drop(t(q) %*% solve(R %*% V %*% t(R), q)) / 2
r <- test(ask(F, "--test", "q: PCI.CSTP1_ENTRY = PCI.CSTP4_TIME = PCI.CSTP9_LABOR", Y), "q"); note("pooled: Wald test by clusters", c(r$statistic, r$p_value), c(W, pf(W, 2, G - 1, lower.tail = FALSE)))

# ---- 2: one way within, and its tests; PCI; rows that are alone in a unit are left out
x <- x[ave(x$year, x$unit, FUN = length) > 1, ]
p <- plm(f, pd(x), model = "within", effect = "individual"); FU <- paste(F, "| unit")
r <- ask(FU, "--vcov", "iid", Y); note("within unit: coefficients, classical errors, R2", c(b(r), se(r), r$fit$r2_within), c(coef(p), sqrt(diag(vcov(p))), r.squared(p)))
note("within unit: Arellano's errors, no factor", se(ask(FU, "--ssc", "none", Y)), sqrt(diag(vcovHC(p, method = "arellano", type = "HC0", cluster = "group"))))
note("within unit: plm's factor (sss)", se(ask(FU, "--ssc", "plm", Y)), sqrt(diag(vcovHC(p, method = "arellano", type = "sss", cluster = "group"))))
note("within unit: Driscoll-Kraay, 1 lag, no factor", se(ask(FU, "--vcov", "dk:1", "--ssc", "none", Y)), sqrt(diag(vcovSCC(p, type = "HC0", maxlag = 1))))
ct <- coef_test(p, vcov = "CR2", cluster = "individual", test = "Satterthwaite"); r <- ask(FU, "--vcov", "cr2:unit", Y); note("within unit: CR2, degrees of freedom, p", c(se(r), r$coefficients$df, r$coefficients$p_value), c(ct$SE, ct$df_Satt, ct$p_Satt))
r <- ask(FU, "--vcov", "iid", Y); h <- phtest(p, plm(f, pd(x), model = "random")); note("within unit: Hausman", test(r, "hausman")$statistic, h$statistic, 1e-7)
h <- pwartest(f, pd(x)); note("within unit: serial correlation (Wooldridge)", test(r, "wooldridge_ar")$statistic, h$statistic, 1e-7)
g <- tempfile(fileext = ".csv"); r <- ask(FU, "--effects", g, Y); e <- read.csv(g, colClasses = c(level = "character")); note("within unit: the effects of units", e$estimate[order(e$level)] - e$estimate[order(e$level)][1], { z <- fixef(p); z[order(names(z))] - z[order(names(z))][1] }, 1e-6)

# ---- 3: two ways; PAPI 2018-2023
v <- paste0("PAPI_D", 1:8); f <- PAPI_D5 ~ PAPI_D1 + PAPI_D3 + PAPI_D7; F <- "PAPI.D5 ~ PAPI.D1 + PAPI.D3 + PAPI.D7"; Y <- c("--years", "2018:2023"); x <- rows(v[c(5, 1, 3, 7)], 2018, 2023)
p <- plm(f, pd(x), model = "within", effect = "twoways"); FT <- paste(F, "| unit + year"); n <- nrow(x); T <- length(unique(x$year)); G <- length(unique(x$unit))
r <- ask(FT, "--vcov", "iid", Y); note("two ways: coefficients, classical errors, R2", c(b(r), se(r), r$fit$r2_within), c(coef(p), sqrt(diag(vcov(p))), r.squared(p)))
note("two ways: clustered two ways, no factor", se(ask(FT, "--vcov", "cluster:unit,year", "--ssc", "none", Y)), sqrt(diag(vcovDC(p, type = "HC0"))))
note("two ways: clustered by year, no factor", se(ask(FT, "--vcov", "cluster:year", "--ssc", "none", Y)), sqrt(diag(vcovHC(p, method = "arellano", type = "HC0", cluster = "time"))))
note("two ways: Driscoll-Kraay, 2 lags, no factor", se(ask(FT, "--vcov", "dk:2", "--ssc", "none", Y)), sqrt(diag(vcovSCC(p, type = "HC0", maxlag = 2))))
ct <- coef_test(p, vcov = "CR2", cluster = "individual", test = "Satterthwaite"); r <- ask(FT, "--vcov", "cr2:unit", Y); note("two ways: CR2, degrees of freedom", c(se(r), r$coefficients$df), c(ct$SE, ct$df_Satt))
l <- lm(update(f, . ~ . + factor(unit) + factor(year)), x); for (h in c("HC1", "HC3")) note(paste("two ways:", h, "of the dummies' regression"), se(ask(FT, "--vcov", tolower(h), Y)), sqrt(diag(vcovHC(l, h)))[2:4])
py <- plm(f, pd(x), model = "within", effect = "time"); r <- ask(paste(F, "| year"), "--vcov", "iid", Y); note("effects of years alone", c(b(r), se(r)), c(coef(py), sqrt(diag(vcov(py)))))

# ---- 4: first differences, between, random, with gaps; PAPI 2011-2023
f <- PAPI_D4 ~ PAPI_D1 + PAPI_D2; F <- "PAPI.D4 ~ PAPI.D1 + PAPI.D2"; Y <- c("--years", "2011:2023"); x <- rows(v[c(4, 1, 2)], 2011, 2023)
p <- plm(f, pd(x), model = "between"); r <- ask(F, "-m", "between", "--vcov", "iid", Y); note("between: coefficients, errors", c(b(r), se(r)), c(coef(p), sqrt(diag(vcov(p)))))
p <- plm(f, pd(x), model = "random"); r <- ask(F, "-m", "random", "--vcov", "iid", Y); note("random (Swamy and Arora): coefficients, errors", c(b(r), se(r)), c(coef(p), sqrt(diag(vcov(p)))))
note("random: Arellano's errors, no factor", se(ask(F, "-m", "random", "--ssc", "none", Y)), sqrt(diag(vcovHC(p, method = "arellano", type = "HC0", cluster = "group"))))
p <- plm(f, pd(x), model = "within", effect = "individual"); note("Mundlak: the slopes are those within units", b(ask(F, "-m", "mundlak", Y))[2:3], coef(p))
p <- plm(f, pd(x), model = "fd"); r <- ask(F, "-m", "fd", "--vcov", "iid", Y); note("first differences: coefficients, errors, rows", c(b(r), se(r), r$n_obs), c(coef(p), sqrt(diag(vcov(p))), nobs(p)))
note("first differences: Arellano's errors, no factor", se(ask(F, "-m", "fd", "--ssc", "none", Y)), sqrt(diag(vcovHC(p, method = "arellano", type = "HC0", cluster = "group"))))
m <- lmer(PAPI_D4 ~ PAPI_D1 + PAPI_D2 + (1 | unit), x, REML = TRUE, control = lmerControl(optCtrl = list(ftol_abs = 1e-14, xtol_abs = 1e-12))); r <- ask(F, "-m", "reml", "--vcov", "iid", Y); note("REML beside lme4: coefficients, errors", c(b(r), se(r)), c(fixef(m), sqrt(diag(as.matrix(vcov(m))))), 1e-6); note("REML: likelihood", r$fit$loglik, logLik(m))

# ---- 5: terms of formulas; lags, leads, differences, products, logarithms, regions
x <- d[d$year >= 2011 & d$year <= 2022, c("unit", "year", v[1:6])]; s <- function(u, by) u[match(paste(x$unit, x$year - by), paste(x$unit, x$year))]; D <- function(u) u - s(u, 1)
l <- lm(PAPI_D6 ~ s(PAPI_D6, 2) + s(PAPI_D2, -1) + D(PAPI_D3) + log(PAPI_D1) + factor(unit) + factor(year), x); r <- ask("PAPI.D6 ~ lag(PAPI.D6,2) + lead(PAPI.D2) + diff(PAPI.D3) + log(PAPI.D1) | unit + year", "--vcov", "iid", "--years", "2011:2022"); note("lag, lead, diff, log", c(b(r), se(r), r$n_obs), c(coef(l)[2:5], sqrt(diag(vcov(l)))[2:5], nobs(l)))
l <- lm(PAPI_D6 ~ PAPI_D2 * PAPI_D5 + factor(unit) + factor(year), x); r <- ask("PAPI.D6 ~ PAPI.D2*PAPI.D5 | unit + year", "--vcov", "iid", "--years", "2011:2022"); note("a product", c(b(r), se(r)), c(coef(l)[c("PAPI_D2", "PAPI_D5", "PAPI_D2:PAPI_D5")], sqrt(diag(vcov(l)))[c("PAPI_D2", "PAPI_D5", "PAPI_D2:PAPI_D5")]))
y <- x[x$PAPI_D1 > 5 & x$year != 2016, ]; l <- lm(PAPI_D3 ~ PAPI_D4 + factor(year), y); r <- ask("PAPI.D3 ~ PAPI.D4 + factor(year)", "--vcov", "hc1", "--years", "2011:2022", "--subset", "PAPI.D1 > 5 & year != 2016"); note("a subset, dummies of years, HC1", c(b(r), se(r)), { o <- order(c(1, 2, 3:length(coef(l)))); c(coef(l)[o], sqrt(diag(vcovHC(l, "HC1")))[o]) })

# ---- 6: instruments, weights
x <- rows(v[c(6, 1, 2, 3, 4)], 2012, 2020); Y <- c("--years", "2012:2020"); p <- plm(PAPI_D6 ~ PAPI_D4 + PAPI_D1 | PAPI_D4 + PAPI_D2 + PAPI_D3, pd(x), model = "within", effect = "individual"); r <- ask("PAPI.D6 ~ PAPI.D4 | unit | PAPI.D1 ~ PAPI.D2 + PAPI.D3", "--vcov", "iid", Y); note("instruments within unit", c(b(r), se(r)), c(coef(p), sqrt(diag(vcov(p)))))
x <- rows(c(v[c(6, 2)], "GSO_POP_TOTAL"), 2012, 2020); l <- lm(PAPI_D6 ~ PAPI_D2 + factor(unit), x, weights = GSO_POP_TOTAL); r <- ask("PAPI.D6 ~ PAPI.D2 | unit", "--vcov", "iid", "--weight-by", "GSO.POP_TOTAL", Y); note("weighted by population", c(b(r), se(r)), c(coef(l)[2], sqrt(diag(vcov(l)))[2]))
ct <- coef_test(l, vcovCR(l, x$unit, "CR2", inverse_var = TRUE), test = "Satterthwaite"); r <- ask("PAPI.D6 ~ PAPI.D2 | unit", "--vcov", "cr2:unit", "--weight-by", "GSO.POP_TOTAL", Y); note("weighted by population: CR2", c(se(r), r$coefficients$df), c(ct$SE[2], ct$df_Satt[2]))

# ---- 7: dynamic panels without gaps
y <- d[d$year >= 2011 & d$year <= 2020 & !is.na(d$PAPI_D5) & !is.na(d$PAPI_D1), ]; whole <- names(which(table(y$unit) == 10)); y <- y[y$unit %in% whole, ]; out <- paste0('unit != "', setdiff(unique(d$unit), whole), '"', collapse = " & ")
gm <- function(model, steps, ...) suppressWarnings(pgmm(PAPI_D5 ~ lag(PAPI_D5, 1) + PAPI_D1 | lag(PAPI_D5, 2:99), pd(y), effect = "individual", model = model, transformation = "d", ...))
for (steps in 1:2) { q <- gm(c("onestep", "twosteps")[steps]); s2 <- summary(q, robust = TRUE); r <- ask("PAPI.D5 ~ lag(PAPI.D5) + PAPI.D1 | unit", "-m", "gmm", "--lags", "2:", "--collapse", "no", "--steps", steps, "--years", "2011:2020", "--subset", out)
  note(paste("Arellano and Bond,", steps, "steps: coefficients, errors, m1, m2"), c(b(r)[1:2], se(r)[1:2], test(r, "ar1")$statistic, test(r, "ar2")$statistic), c(s2$coefficients[, 1:2], s2$m1$statistic, s2$m2$statistic), 1e-6) }

# ---- 8: the wild cluster bootstrap by all sign patterns: eight units, restricted, t
first <- sort(unique(d$unit))[1:8]; x <- rows(v[c(3, 1)], 2011, 2020); x <- x[x$unit %in% first, ]; only <- paste0("(", paste0('unit == "', first, '"', collapse = " | "), ")")
t_of <- function(y, X, g) { B <- solve(crossprod(X)); bb <- B %*% crossprod(X, y); e <- drop(y - X %*% bb); S <- rowsum(X * e, g); n <- length(y); G <- length(unique(g)); V <- B %*% crossprod(S) %*% B; (bb / sqrt(diag(V)))[2] }
X <- cbind(1, x$PAPI_D1); y <- x$PAPI_D3; t0 <- t_of(y, X, x$unit); e0 <- y - mean(y); signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), 8))); ts <- apply(signs, 1, function(s) t_of(mean(y) + e0 * s[match(x$unit, first)], X, x$unit))
r <- ask("PAPI.D3 ~ PAPI.D1", "--wild", "999", "--weights", "enumerate", "--years", "2011:2020", "--subset", only); note("wild bootstrap, all 256 patterns: p", r$coefficients$wild$p_value[2], mean(abs(ts) >= abs(t0) * (1 - 1e-12)))

# ---- 9: shares, ridge, predictions
x <- rows(v[c(2, 1, 5)], 2012, 2019); Y <- c("--years", "2012:2019"); k <- function(z) ave(z, x$unit); x$M1 <- k(x$PAPI_D1); x$M5 <- k(x$PAPI_D5); x$S <- (x$PAPI_D2 - 1) / 9
m <- glm(S ~ PAPI_D1 + PAPI_D5 + M1 + M5, quasibinomial("probit"), x, control = list(epsilon = 1e-14, maxit = 100)); r <- ask("PAPI.D2 ~ PAPI.D1 + PAPI.D5", "-m", "fractional", "--ssc", "none", Y); note("shares by probit with unit means: coefficients, clustered errors", c(b(r), se(r)), c(coef(m), sqrt(diag(vcovCL(m, x$unit, type = "HC0", cadjust = FALSE)))), 1e-7)
m <- MASS::lm.ridge(PAPI_D2 ~ PAPI_D1 + PAPI_D5, x, lambda = 7); r <- ask("PAPI.D2 ~ PAPI.D1 + PAPI.D5", "-m", "ridge", "--penalty", "7", Y); note("ridge, penalty 7", b(r), coef(m))
x <- rows(v[c(2, 1, 5)], 2012, 2019); l <- lm(PAPI_D2 ~ PAPI_D1 + PAPI_D5 + factor(unit), x); new <- x[c(3, 77, 200), ]; g <- tempfile(fileext = ".csv"); write.csv(data.frame(unit = new$unit, year = new$year), g, row.names = FALSE, quote = FALSE)
r <- ask("PAPI.D2 ~ PAPI.D1 + PAPI.D5 | unit", "--predict", g, "--vcov", "iid", Y); q <- suppressWarnings(predict(l, new, interval = "prediction", se.fit = TRUE)); note("predictions, their errors and intervals", with(r$predictions, c(fit, std_error, pi_low, pi_high)), c(q$fit[, 1], q$se.fit, q$fit[, 2:3]))

if ("--table" %in% args) { cat("| question | figures | largest relative deviation |\n|---|---:|---:|\n"); for (i in seq_len(nrow(seen))) cat(sprintf("| %s | %d | %.0e |\n", seen$what[i], seen$figures[i], seen$off[i])) }
cat(sprintf("%d questions, %d figures: largest relative deviation %.1e; %d beyond their limit\n", nrow(seen), sum(seen$figures), max(seen$off[is.finite(seen$off)]), sum(!seen$ok)))
quit(status = any(!seen$ok))
