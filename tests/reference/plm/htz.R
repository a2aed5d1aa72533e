# References for Wald tests of several restrictions under CR2 (HTZ: Pustejovsky and Tipton 2018), from clubSandwich on the same table.
# Debian 12: apt-get install r-cran-plm r-cran-clubsandwich r-cran-jsonlite ; Rscript htz.R > htz.json
suppressPackageStartupMessages({library(plm); library(clubSandwich); library(jsonlite)})
d <- read.csv("papi_dimensions_2011_2023.csv", colClasses = c(unit = "character")); d <- d[order(d$unit, d$year), ]; out <- list()
a <- d[d$year <= 2017, ]; a <- a[complete.cases(a[, c("D6", "D2", "D4", "D5")]), ]; k <- c("D2", "D4", "D5")
htz <- function(m, V, C) { w <- Wald_test(m, constraints = C, vcov = V, test = "HTZ"); list(statistic = w$Fstat, df1 = w$df_num, df2 = w$df_denom, p = w$p_val) }
tests <- function(m, V) { b <- coef(m); i <- match(k, names(b)); z <- function(...) { C <- matrix(0, length(list(...)), length(b)); for (r in seq_along(list(...))) C[r, i] <- list(...)[[r]]; C }
  list(two = htz(m, V, z(c(1, 0, 0), c(0, 1, 0))), three = htz(m, V, z(c(1, 0, 0), c(0, 1, 0), c(0, 0, 1))), equal = htz(m, V, z(c(1, -1, 0), c(0, 1, -1))), one = htz(m, V, z(c(1, 1, 0)))) }
within <- function(x, effect) { m <- plm(D6 ~ D2 + D4 + D5, pdata.frame(x, index = c("unit", "year")), model = "within", effect = effect); tests(m, vcovCR(m, cluster = "individual", type = "CR2")) }
out$twoways <- within(a, "twoways"); out$individual <- within(a, "individual")
few <- a[a$unit %in% sort(unique(a$unit))[1:9], ]; out$few <- within(few, "twoways")
m <- lm(D6 ~ D2 + D4 + D5, a); out$pooled <- tests(m, vcovCR(m, cluster = a$unit, type = "CR2"))
# weights are precisions: the working variance of a row is 1 / w
a$w <- ((as.integer(a$unit) * 13 + a$year * 7) %% 17 + 1) / 3
m <- lm(D6 ~ D2 + D4 + D5, a, weights = w); out$weighted <- tests(m, vcovCR(m, cluster = a$unit, type = "CR2", inverse_var = TRUE))
m <- lm(D6 ~ D2 + D4 + D5 + factor(unit) + factor(year), a, weights = w); out$weighted_twoways <- tests(m, vcovCR(m, cluster = a$unit, type = "CR2", inverse_var = TRUE))
out$versions <- list(R = R.version.string, plm = as.character(packageVersion("plm")), clubSandwich = as.character(packageVersion("clubSandwich")))
cat(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE, null = "null"))
