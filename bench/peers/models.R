# Other regressions on the same table, for bench/researchers.py: weighted least squares with effects (lm by dummies, vcovCL), random effects by restricted maximum
# likelihood (nlme), two stages within (plm). usage: Rscript models.R TABLE.csv REPETITIONS      prints one JSON object
suppressMessages({library(plm); library(nlme); library(sandwich)})
arg <- commandArgs(TRUE); d <- read.csv(arg[1]); p <- pdata.frame(d, index = c("unit", "year")); terms <- c("x1", "x2", "x3", "x4")
timed <- function(f) { used <- Inf; for (i in seq_len(as.integer(arg[2]))) { start <- proc.time(); out <- f(); used <- min(used, sum((proc.time() - start)[c("user.self", "sys.self")])) }; c(out, cpu_s = used) }
numbers <- function(x) paste(sprintf("%.17g", x), collapse = ", ")
say <- function(name, r) sprintf('"%s": {"cpu_s": %.6f, "b": [%s], "se": [%s]}', name, r$cpu_s, numbers(r$b), numbers(r$se))
weighted <- timed(function() { m <- lm(y ~ x1 + x2 + x3 + x4 + factor(unit) + factor(year), d, weights = w); list(b = coef(m)[terms], se = sqrt(diag(vcovCL(m, d$unit, type = "HC0", cadjust = FALSE)))[terms]) })
reml <- timed(function() { m <- lme(y ~ x1 + x2 + x3 + x4, d, random = ~ 1 | unit, method = "REML", control = lmeControl(tolerance = 1e-12, msTol = 1e-12)); list(b = fixef(m)[terms], se = sqrt(diag(vcov(m)))[terms]) })
iv <- timed(function() { m <- plm(y ~ x1 + x2 + x3 + x4 | x1 + x2 + x3 + z1 + z2, p, model = "within", effect = "twoways"); list(b = coef(m)[terms], se = sqrt(diag(vcov(m)))[terms]) })
cat("{", paste(c(say("weighted", weighted), say("reml", reml), say("iv", iv)), collapse = ", "), "}\n", sep = "")
