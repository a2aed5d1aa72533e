# References for weights where units vary: REML by lme4 with precision weights, and first differences by lm with the weight of the later row. The weight
# of a row is ((13 unit + 7 year) mod 17 + 1) / 3, as in weights.R.
# Debian 12: apt-get install r-cran-lme4 r-cran-sandwich r-cran-jsonlite ; Rscript weighted_units.R > weighted_units.json
suppressPackageStartupMessages({library(lme4); library(sandwich); library(jsonlite)})
d <- read.csv("papi_dimensions_2011_2023.csv", colClasses = c(unit = "character"))
d$w <- ((as.integer(d$unit) * 13 + d$year * 7) %% 17 + 1) / 3
d <- d[order(d$unit, d$year), ]
out <- list()
co <- function(b, V) Map(function(e, s) list(estimate = unname(e), std_error = unname(s)), b, sqrt(diag(V)))
reml <- function(f, x) {
  control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 1e-2, rhoend = 1e-13, maxfun = 1e5), calc.derivs = FALSE)
  m <- lmer(f, x, weights = w, REML = TRUE, control = control)
  list(coefficients = co(fixef(m), as.matrix(vcov(m))), sigma2_unit = unname(VarCorr(m)$unit[1, 1]), sigma2_idios = sigma(m)^2, loglik = as.numeric(logLik(m)))
}
a <- d[d$year <= 2017, ]
a <- a[complete.cases(a[, c("D6", "D2", "D4", "D5")]), ]
out$reml$table <- reml(D6 ~ D2 + D4 + D5 + (1 | unit), a)
g <- d[d$year >= 2013 & d$year <= 2020 & (as.integer(d$unit) * 7 + d$year * 5) %% 11 != 0, ]
g <- g[complete.cases(g[, c("D3", "D1", "D2")]), ]
out$reml$gaps <- reml(D3 ~ D1 + D2 + factor(year) + (1 | unit), g)
n <- nrow(a)
later <- which(a$unit[-1] == a$unit[-n]) + 1
v <- as.data.frame(lapply(a[, c("D6", "D2", "D4", "D5")], function(x) x[later] - x[later - 1]))
v$w <- a$w[later]
v$unit <- a$unit[later]
m <- lm(D6 ~ D2 + D4 + D5, v, weights = w)
out$fd <- list(iid = co(coef(m), vcov(m)), cluster_unit_none = as.list(sqrt(diag(vcovCL(m, v$unit, type = "HC0", cadjust = FALSE)))), sigma = sigma(m),
  loglik = as.numeric(logLik(m)))
out$versions <- list(R = R.version.string, lme4 = as.character(packageVersion("lme4")), sandwich = as.character(packageVersion("sandwich")))
cat(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE))
