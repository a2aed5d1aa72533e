# References for weights, REML, instruments and intervals of predictions, on the same table; the weight of a row is ((13 unit + 7 year) mod 17 + 1) / 3.
# Debian 12: apt-get install r-cran-plm r-cran-sandwich r-cran-clubsandwich r-cran-nlme r-cran-gmm r-cran-jsonlite gretl ; Rscript weights.R > weights.json
suppressPackageStartupMessages({library(plm); library(sandwich); library(clubSandwich); library(gmm); library(nlme); library(jsonlite)})
d <- read.csv("papi_dimensions_2011_2023.csv", colClasses = c(unit = "character")); d$w <- ((as.integer(d$unit) * 13 + d$year * 7) %% 17 + 1) / 3
d <- d[order(d$unit, d$year), ]; out <- list()
co <- function(b, V) Map(function(e, s) list(estimate = unname(e), std_error = unname(s)), b, sqrt(diag(V)))
se <- function(V, k) as.list(setNames(sqrt(diag(V))[k], k))
a <- d[d$year <= 2017, ]; a <- a[complete.cases(a[, c("D6", "D1", "D2", "D3", "D4", "D5")]), ]; k <- c("D2", "D4", "D5"); n <- nrow(a)
unit <- factor(a$unit); year <- factor(a$year); T <- nlevels(year); G <- nlevels(unit)

# weighted least squares: two-way within by its dummies, and pooled; every variance
m <- lm(D6 ~ D2 + D4 + D5 + factor(unit) + factor(year), a, weights = w)
out$within <- list(iid = co(coef(m)[k], vcov(m)[k, k]), hc1 = se(vcovHC(m, "HC1"), k), hc3 = se(vcovHC(m, "HC3"), k),
  cluster_unit_none = se(vcovCL(m, a$unit, type = "HC0", cadjust = FALSE), k), cluster_unit_fixest = se(vcovCL(m, a$unit, type = "HC0", cadjust = FALSE) * G / (G - 1) * (n - 1) / (n - 3 - T), k),
  twoway_none = se(vcovCL(m, a[, c("unit", "year")], type = "HC0", cadjust = FALSE, multi0 = TRUE), k), dk2_none = se(vcovPL(m, a$unit, order.by = a$year, lag = 2, aggregate = TRUE, adjust = FALSE), k),
  sigma = sigma(m), loglik = as.numeric(logLik(m)), rss = sum(a$w * resid(m)^2), residual_first = unname(resid(m)[1]))
p <- lm(D6 ~ D2 + D4 + D5, a, weights = w)
out$pooled <- list(iid = co(coef(p), vcov(p)), hc3 = se(vcovHC(p, "HC3"), names(coef(p))), r2 = summary(p)$r.squared, loglik = as.numeric(logLik(p)), aic = AIC(p) - 2, residual_first = unname(resid(p)[1]))
# bias-reduced: CR2 and its degrees of freedom from clubSandwich; CR3 from rows times sqrt(w), units (nested) out, I - H of the regressors alone, degrees of freedom from all pairs of clusters
V <- vcovCR(m, cluster = a$unit, type = "CR2", inverse_var = TRUE); ct <- coef_test(m, vcov = V, test = "Satterthwaite"); ct <- ct[match(k, names(coef(m))), ]
out$within$cr2 <- setNames(Map(function(s, f) list(std_error = s, df = f), ct$SE, ct$df_Satt), k)
s <- sqrt(a$w); out_of <- function(M, D) M - D %*% solve(crossprod(D), crossprod(D, M)); DU <- s * model.matrix(~ 0 + unit); DY <- s * model.matrix(~ year)[, -1]
X0 <- out_of(s * as.matrix(a[, k]), DU); Y0 <- out_of(DY, DU); X <- out_of(X0, Y0); U <- X %*% solve(crossprod(X)); e <- s * resid(m); Z <- qr.Q(qr(cbind(X, Y0))); QX <- qr.Q(qr(X)); inverse <- function(M) { v <- eigen(M, symmetric = TRUE); l <- ifelse(v$values > 1e-9, 1 / v$values, 0); v$vectors %*% (l * t(v$vectors)) }
q <- sapply(split(seq_len(n), unit), function(i) { A <- inverse(diag(length(i)) - tcrossprod(QX[i, , drop = FALSE])); v <- matrix(0, n, 3); v[i, ] <- A %*% U[i, ]; v }, simplify = "array")
sc <- apply(q, c(2, 3), function(v) sum(v * e)); V <- tcrossprod(sc); df <- sapply(1:3, function(j) { Q <- q[, j, ]; P <- crossprod(Q) - crossprod(crossprod(Z, Q)); sum(diag(P))^2 / sum(P^2) })
out$within$cr3 <- setNames(Map(function(s, f) list(std_error = s, df = f), sqrt(diag(V)), df), k)

# predictions: 01 in 2012, 12 in 2017, 12 in 2015 with D2 6.5; the sandwich of the dummies' regression, c'Vc
at <- function(x) rbind(x[x$unit == "01" & x$year == 2012, ], x[x$unit == "12" & x$year == 2017, ], transform(x[x$unit == "12" & x$year == 2015, ], D2 = 6.5))
x <- d[d$year <= 2017, ]; x <- x[complete.cases(x[, c("D6", "D2", "D4")]), ]; n <- nrow(x); new <- at(x)
fit <- function(m, V, df) { M <- model.matrix(delete.response(terms(m)), new, xlev = m$xlevels); s <- sqrt(rowSums((M %*% V) * M)); list(fit = unname(drop(M %*% coef(m))), std_error = unname(s), ci_low = unname(drop(M %*% coef(m)) - qt(0.975, df) * s)) }
m <- lm(D6 ~ D2 + D4 + factor(unit) + factor(year), x); out$predict$hc1 <- fit(m, vcovHC(m, "HC1"), m$df.residual)
m <- lm(D6 ~ D2 + D4 + factor(unit), x); K <- length(coef(m)); out$predict$cluster_year <- fit(m, vcovCL(m, x$year, type = "HC0", cadjust = FALSE) * 7 / 6 * (n - 1) / (n - K), 6)
m <- lm(D6 ~ D2 + D4, x); out$predict$pooled_cluster_unit <- fit(m, vcovCL(m, x$unit, type = "HC0", cadjust = FALSE) * 63 / 62 * (n - 1) / (n - 3), 62)
m <- lm(D6 ~ D2 + D4 + factor(unit) + factor(year), x, weights = w); q <- suppressWarnings(predict(m, new, interval = "confidence", se.fit = TRUE)); out$predict$weighted <- list(fit = unname(q$fit[, 1]), std_error = unname(q$se.fit), ci_low = unname(q$fit[, 2]))

# REML: random intercepts of units; the second table has gaps
reml <- function(f, x) { m <- lme(f, x, random = ~ 1 | unit, method = "REML", control = lmeControl(tolerance = 1e-14, msTol = 1e-14, msMaxIter = 500, niterEM = 200, opt = "optim", optimMethod = "BFGS")); v <- as.numeric(VarCorr(m)[, "Variance"]); s <- m$sigma^2
  list(coefficients = co(fixef(m), vcov(m)), sigma2_unit = unname(as.matrix(getVarCov(m))[1, 1]), sigma2_idios = s, loglik = as.numeric(logLik(m))) }
out$reml$table <- reml(D6 ~ D2 + D4 + D5, a)
g <- d[d$year >= 2013 & d$year <= 2020 & (as.integer(d$unit) * 7 + d$year * 5) %% 11 != 0, ]; g <- g[complete.cases(g[, c("D3", "D1", "D2")]), ]; out$reml$gaps <- reml(D3 ~ D1 + D2 + factor(year), g)

# instruments: D2 by D1 and D3, D4 exogenous; plm for the coefficients, dense matrices for the rest; weighted as well
q <- plm(D6 ~ D4 + D2 | D4 + D1 + D3, pdata.frame(a, index = c("unit", "year")), model = "within", effect = "twoways"); n <- nrow(a)
out$iv$plm <- co(coef(q), vcov(q)); out$iv$plm_sigma2 <- sum(resid(q)^2) / q$df.residual
D <- function(s) s * cbind(model.matrix(~ 0 + unit), model.matrix(~ year)[, -1]); iv <- function(s) {
  D <- D(s); P <- function(v) out_of(s * as.matrix(v), D); y <- P(a$D6); X <- P(a[, c("D4", "D2")]); W <- P(a[, c("D4", "D1", "D3")]); Q <- qr.Q(qr(W)); F <- Q %*% crossprod(Q, X); b <- solve(crossprod(F), crossprod(F, y)); e <- y - X %*% b; U <- F %*% solve(crossprod(F))
  K <- 2 + 63 + T - 1; cl <- 63 / 62 * (n - 1) / (n - 2 - T); clu <- function(U, e, f) { S <- rowsum(U * drop(e), a$unit); crossprod(S) * f }
  R <- X[, 2] - F[, 2]; f1 <- solve(crossprod(W), crossprod(W, X[, 2])); UW <- W %*% solve(crossprod(W)); wald <- function(b, V) drop(b %*% solve(V, b)) / length(b); V1 <- clu(UW, R, 63 / 62 * (n - 1) / (n - 3 - T)); XR <- cbind(X, R); bh <- solve(crossprod(XR), crossprod(XR, y)); eh <- y - XR %*% bh; UH <- XR %*% solve(crossprod(XR))
  S <- crossprod(rowsum(Q * drop(e), a$unit)); zx <- crossprod(Q, X); zy <- crossprod(Q, y); b2 <- solve(t(zx) %*% solve(S, zx), t(zx) %*% solve(S, zy)); gg <- zy - zx %*% b2
  list(iid = co(drop(b), solve(crossprod(F)) * sum(e^2) / (n - K)), cluster = se(`dimnames<-`(clu(U, e, cl), list(c("D4", "D2"), c("D4", "D2"))), c("D4", "D2")), first_stage_iid = wald(f1[2:3], (solve(crossprod(W)) * sum(R^2) / (n - K - 1))[2:3, 2:3]), first_stage_cluster = wald(f1[2:3], V1[2:3, 2:3]),
    wu_hausman_iid = bh[3]^2 / (solve(crossprod(XR)) * sum(eh^2) / (n - K - 1))[3, 3], wu_hausman_cluster = bh[3]^2 / clu(UH, eh, 63 / 62 * (n - 1) / (n - 3 - T))[3, 3], sargan = sum(crossprod(Q, e)^2) / (sum(e^2) / n), hansen = drop(t(gg) %*% solve(S, gg))) }
out$iv$unweighted <- iv(rep(1, n)); out$iv$weighted <- iv(sqrt(a$w))

# the same in gretl: pooled two-stage least squares
if (nzchar(Sys.which("gretlcli"))) { f <- tempfile(fileext = ".csv"); write.csv(a[, c("D6", "D1", "D2", "D3", "D4")], f, row.names = FALSE); h <- tempfile(fileext = ".inp")
  writeLines(paste0('open "', f, '" -q\nset echo off\nset messages off\ntsls D6 const D4 D2 ; const D4 D1 D3 -q\nprintf "tsls\\n"\nloop i=1..rows($coeff) -q\n printf "%.15g\\n%.15g\\n", $coeff[i], $stderr[i]\nendloop\nprintf "%.15g\\n", $sargan[1]\n'), h)
  r <- suppressWarnings(system2("gretlcli", c("-b", h), stdout = TRUE, stderr = FALSE)); v <- as.numeric(r[which(r == "tsls") + 1:7])
  out$gretl <- list(tsls = setNames(lapply(1:3, function(j) list(estimate = v[2 * j - 1], std_error = v[2 * j])), c("(Intercept)", "D4", "D2")), sargan = v[7]) }

# dynamic panels with D1 and D3 as instruments for D2, all lags of D6 from 2, no constant: differences and system, one step and two
dyn <- function(model, kind) { q <- suppressWarnings(pgmm(D6 ~ lag(D6, 1) + D4 + D2 | lag(D6, 2:99) | D4 + D1 + D3, pdata.frame(d[d$year <= 2017, ], index = c("unit", "year")), effect = "individual", model = model, transformation = kind))
  s <- summary(q, robust = TRUE)$coefficients; setNames(lapply(1:3, function(i) list(estimate = s[i, 1], std_error = s[i, 2])), c("L.D6", "D4", "D2")) }
out$dynamic <- list(difference = dyn("onestep", "d"), difference_two = dyn("twosteps", "d"), system = dyn("onestep", "ld"), system_two = dyn("twosteps", "ld"))

# Hansen's statistic without a group of instruments (Hayashi 2000, 3.6), from the instruments that plm's pgmm makes: system, levels of D6 lagged 2 to 4, D4 its own
q <- suppressWarnings(pgmm(D6 ~ lag(D6, 1) + D4 | lag(D6, 2:4), pdata.frame(d[d$year <= 2017, ], index = c("unit", "year")), effect = "individual", model = "onestep", transformation = "ld"))
ze <- t(sapply(seq_along(q$W), function(i) crossprod(q$W[[i]], q$residuals[[i]]))); S <- crossprod(ze)
W <- do.call(rbind, q$W); M <- do.call(rbind, q$model); y <- M[, 1]; x1 <- M[, 2]; x2 <- M[, 3] # each minimum by the package gmm, weights fixed
J <- function(k) { z <<- W[, k]; g <- gmm(y ~ 0 + x1 + x2, ~ 0 + z, weightsMatrix = solve(S[k, k] / nrow(W)), vcov = "TrueFixed"); as.numeric(specTest(g)$test[1]) }
out$groups <- list(columns = ncol(W), hansen = J(1:19), levels = J(1:19) - J(c(1:12, 18:19)), regressors = J(1:19) - J(1:17))
out$versions <- list(R = R.version.string, plm = as.character(packageVersion("plm")), sandwich = as.character(packageVersion("sandwich")), clubSandwich = as.character(packageVersion("clubSandwich")), gmm = as.character(packageVersion("gmm")), nlme = as.character(packageVersion("nlme")))
cat(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE, null = "null"))
