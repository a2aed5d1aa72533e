# A two-way within regression with errors clustered by unit, by plm and sandwich's kin: what bench/researchers.py sets beside ours.
# usage: Rscript panel_plm.R TABLE.csv REPETITIONS      prints one JSON line
suppressMessages(library(plm))
arg <- commandArgs(TRUE)
d <- pdata.frame(read.csv(arg[1]), index = c("unit", "year"))
f <- y ~ x1 + x2 + x3 + x4
used <- Inf
for (i in seq_len(as.integer(arg[2]))) {
  start <- proc.time()
  m <- plm(f, d, model = "within", effect = "twoways")
  se <- sqrt(diag(vcovHC(m, method = "arellano", type = "HC0", cluster = "group")))
  used <- min(used, sum((proc.time() - start)[c("user.self", "sys.self")]))
}
cat(sprintf('{"who": "R plm", "cpu_s": %.6f, "b": [%s], "se": [%s]}\n', used, paste(sprintf("%.17g", coef(m)), collapse = ", "), paste(sprintf("%.17g", se), collapse = ", ")))
