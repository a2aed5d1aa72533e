# Other regressions on the same table, for bench/researchers.py: weighted least squares with effects (lm by dummies, vcovCL), random effects by restricted maximum
# likelihood (nlme; lme4 plain and with precision weights, where it is installed), two stages within (plm), Arellano and Bond by gretl's dpanel, where it is. usage: Rscript models.R TABLE.csv REPETITIONS      prints one JSON object
suppressMessages({library(plm); library(nlme); library(sandwich)})
arg <- commandArgs(TRUE); d <- read.csv(arg[1]); p <- pdata.frame(d, index = c("unit", "year")); terms <- c("x1", "x2", "x3", "x4")
timed <- function(f) { used <- Inf; for (i in seq_len(as.integer(arg[2]))) { start <- proc.time(); out <- f(); used <- min(used, sum((proc.time() - start)[c("user.self", "sys.self")])) }; c(out, cpu_s = used) }
numbers <- function(x) paste(sprintf("%.17g", x), collapse = ", ")
say <- function(name, r) sprintf('"%s": {"cpu_s": %.6f, "b": [%s], "se": [%s]}', name, r$cpu_s, numbers(r$b), numbers(r$se))
weighted <- timed(function() { m <- lm(y ~ x1 + x2 + x3 + x4 + factor(unit) + factor(year), d, weights = w); list(b = coef(m)[terms], se = sqrt(diag(vcovCL(m, d$unit, type = "HC0", cadjust = FALSE)))[terms]) })
reml <- timed(function() { m <- lme(y ~ x1 + x2 + x3 + x4, d, random = ~ 1 | unit, method = "REML", control = lmeControl(tolerance = 1e-12, msTol = 1e-12)); list(b = fixef(m)[terms], se = sqrt(diag(vcov(m)))[terms]) })
iv <- timed(function() { m <- plm(y ~ x1 + x2 + x3 + x4 | x1 + x2 + x3 + z1 + z2, p, model = "within", effect = "twoways"); list(b = coef(m)[terms], se = sqrt(diag(vcov(m)))[terms]) })
all <- c(say("weighted", weighted), say("reml", reml), say("iv", iv))
if (requireNamespace("lme4", quietly = TRUE)) {
  fit <- function(...) { m <- suppressWarnings(lme4::lmer(y ~ x1 + x2 + x3 + x4 + (1 | unit), d, REML = TRUE, control = lme4::lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12), calc.derivs = FALSE), ...)); list(b = lme4::fixef(m)[terms], se = sqrt(diag(as.matrix(vcov(m))))[terms]) }
  all <- c(all, say("lme4", timed(function() fit())), say("lme4_weighted", timed(function() fit(weights = d$w))))
}
if (nzchar(Sys.which("gretlcli"))) { # gretl says no processor time of its own: 20 fits within one process, less an empty one
  h <- tempfile(fileext = ".inp")
  ask <- function(times) { writeLines(c("set verbose off", paste0('open "', arg[1], '" --quiet'), "setobs unit year --panel-vars", paste0("loop ", times, " --quiet"), " dpanel 1 ; y x1 x2 --quiet", "endloop", 'loop i=1..2 --quiet', ' printf "C %.15g %.15g\\n", $coeff[i], $stderr[i]', "endloop"), h)
    start <- proc.time(); said <- suppressWarnings(system2("gretlcli", c("-b", h), stdout = TRUE, stderr = FALSE, env = "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1")); used <- proc.time() - start
    list(said = grep("^C ", said, value = TRUE), cpu = sum(used[c("user.child", "sys.child")])) }
  one <- ask(1); many <- ask(21); found <- sapply(strsplit(many$said, " "), function(v) as.numeric(v[2:3]))
  all <- c(all, say("gretl", list(cpu_s = max(many$cpu - one$cpu, 0) / 20, b = found[1, ], se = found[2, ])))
}
cat("{", paste(all, collapse = ", "), "}\n", sep = "")
