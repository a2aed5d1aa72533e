# The package against the command and against R's own arithmetic. TANGBAC and TANGBAC_PANEL say where both are.
library(tangbac)
panel <- Sys.getenv("TANGBAC_PANEL")
if (!nzchar(panel)) quit(status = 0)

same <- function(a, b, tolerance = 1e-12) stopifnot(isTRUE(all.equal(a, b, tolerance = tolerance, check.attributes = FALSE)))

r <- tb_rank(panel, "PAPI", 2022)
stopifnot(is.data.frame(r$units), nrow(r$units) >= 61, inherits(r, "tangbac"))
known <- r$units[!is.na(r$units$score), ]
same(as.integer(known$rank), rank(-known$score, ties.method = "min"))

# the within estimate of docs/estimate.md, by hand: two-way effects of an unbalanced panel by least squares
d <- merge(tb_scores(panel, "PAPI.D6", 2011:2017), tb_scores(panel, "PAPI.D2", 2011:2017), by = c("unit", "year"))
d <- d[complete.cases(d[c("score.x", "score.y")]), ]
hand <- coef(lm(score.x ~ score.y + factor(unit) + factor(year), d))["score.y"]
e <- suppressWarnings(tb_estimate(panel, "PAPI.D6 ~ PAPI.D2 | unit + year", years = c(2011, 2017)))
same(e$coefficients$estimate, unname(hand), 1e-9)

f <- tb_forecast(panel, "PAPI", 2022, year = 2023, draws = 400, model = "shrunk")
stopifnot(all(f$units$score.q05 <= f$units$score.q95), sum(f$units$`chance_top.10`) > 9.9)

# a median that is the last score: what persistence says, handed in as somebody's forecast
last <- tb_scores(panel, "PAPI", 2021)
last <- last[!is.na(last$score), ]
mine <- data.frame(index = "PAPI", origin = 2021, year = 2022, unit = last$unit, output_type = "quantile", output_type_id = 0.5, value = last$score)
v <- suppressWarnings(tb_evaluate(panel, mine))
stopifnot(is.data.frame(v$targets), v$targets$n > 50)

bad <- tryCatch(tb_rank(panel, "PAPY", 2022), tangbac_error = function(e) e)
stopifnot(inherits(bad, "tangbac_error"), bad$code == 3, grepl("PAPI", conditionMessage(bad)))

w <- tb_panel_data(panel, "PAR", wide = TRUE)
stopifnot("TOTAL" %in% names(w), w$unit[1] == "01")
g <- suppressWarnings(tb_goals(panel, "PAPI: +5 ranks", unit = "12", origin = 2021, year = 2022, draws = 400))
stopifnot(is.data.frame(g), nrow(g) == 1, g$chance_without_action >= 0, g$chance_without_action <= 1)
stopifnot(inherits(suppressWarnings(tb_standing(panel, unit = "12", year = 2022)), "tangbac"))
cat("ok\n")
