# The commands as functions. Further options are named arguments; `tangbac help COMMAND` explains each.

#' What is in a panel: indices, years, coverage, breaks, sources, conflicts.
tb_show <- function(panel, ...) tb_call("show", panel, options = list(...))

#' Totals, ranks and groups of a year ($units): published, computed, or absent with the reason.
tb_rank <- function(panel, index, year, ...) tb_call("rank", panel, options = list(index = index, year = year, ...))

#' Full tables that agree with every published fact ($units, $rhat_max, $ess_min).
tb_complete <- function(panel, index, year, ...) tb_call("complete", panel, options = list(index = index, year = year, ...))

#' The joint predictive distribution from an origin ($units, $national, $noise).
tb_forecast <- function(panel, index, origin, ...) tb_call("forecast", panel, options = list(index = index, origin = origin, ...))

#' Rolling origins: $targets (a row a year and model), $pooled, $differences. origins: c(first, last).
tb_backtest <- function(panel, index, origins, ...) {
  tb_call("backtest", panel, options = list(index = index, origins = rep_len(as.numeric(origins), 2), ...))
}

#' Your forecasts beside persistence on the same rows: a file, or a data frame with the columns index, origin, year, unit, output_type, output_type_id, value.
tb_evaluate <- function(panel, predictions, ...) {
  if (is.data.frame(predictions)) {
    columns <- c("index", "origin", "year", "unit", "output_type", "output_type_id", "value")
    missing <- setdiff(columns, names(predictions))
    if (length(missing) > 0) stop("the predictions have no column ", paste(missing, collapse = ", "), call. = FALSE)
    file <- tempfile(fileext = ".csv")
    on.exit(unlink(file))
    write.csv(predictions[columns], file, row.names = FALSE, fileEncoding = "UTF-8")
    predictions <- file
  }
  tb_call("evaluate", panel, predictions, options = list(...))
}

#' A panel regression ($coefficients, $tests, $fit, $vcov). years: c(first, last).
tb_estimate <- function(panel, formula, ...) tb_call("estimate", panel, formula, options = list(...))

#' How much of a rank is weighting, method or noise ($units, $sobol, $design).
tb_simulate <- function(panel, index, year, ...) tb_call("simulate", panel, options = list(index = index, year = year, ...))

#' What dated reforms did to an outcome, from who adopted them when ($studies, $measures).
tb_effects <- function(panel, measure, outcome, ...) {
  tb_call("effects", panel, options = list(measure = measure, outcome = outcome, ...))
}

#' Goals of a province: a scenario file, or panel, unit, origin, year and goal (one or several).
tb_run <- function(scenario = NULL, ...) tb_call("run", scenario, options = list(...))

#' As tb_run without forecast and history; with units = "all" a row for every unit.
tb_intervene <- function(scenario = NULL, ...) tb_call("intervene", scenario, options = list(...))

#' The probability of goals in planners' words, a row a goal: tb_goals(panel, "PAPI: tăng 5 bậc", unit = "12", origin = 2021, year = 2022).
tb_goals <- function(panel, goal, unit, origin, year, ...) {
  tb_call("intervene", options = list(panel = panel, unit = unit, origin = origin, year = year, goal = goal, ...))$goals
}

#' Where a unit stands: place, distances and own change of every index and component.
tb_standing <- function(panel, unit, year, ...) tb_call("standing", panel, options = list(unit = unit, year = year, ...))

#' The figures of an index as stored: a row a figure with its source and basis, or (wide = TRUE) a row a unit and year and a column an indicator.
tb_panel_data <- function(panel, index, wide = FALSE) {
  file <- tempfile(fileext = ".csv")
  on.exit(unlink(file))
  words <- c("export", panel, "--index", index, if (wide) "--wide", "-o", file, "--quiet")
  err <- tempfile()
  code <- suppressWarnings(system2(tb_command(), shQuote(words), stdout = FALSE, stderr = err, env = "LC_ALL=C.UTF-8"))
  if (code != 0) stop(sub("^tangbac: ", "", paste(readLines(err, warn = FALSE), collapse = "\n")), call. = FALSE)
  read.csv(file, encoding = "UTF-8", colClasses = c(unit = "character"), check.names = FALSE, fileEncoding = "UTF-8-BOM")
}

#' Scores of totals and dimensions, composed by the engine by the rules of each year: a row a unit and year.
tb_scores <- function(panel, indicator, years) {
  rows <- lapply(years, function(year) {
    units <- suppressWarnings(tb_rank(panel, indicator, year))$units
    data.frame(unit = units$code, year = year, score = as.numeric(units$score), rank = as.integer(units$rank))
  })
  do.call(rbind, rows)
}
