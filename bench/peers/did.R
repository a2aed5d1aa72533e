# R's did on PAPI D5 and the dated service centres of the references: group-time effects with 999 bootstraps, one core.
# Needs the package did of CRAN; prints one JSON line as the other peers do.
suppressMessages(library(did))
d <- read.csv(commandArgs(TRUE)[1], colClasses = c(unit = "character")) # tangbac export --index PAPI
d <- d[d$indicator == "D5", ]
e <- read.csv("tests/reference/effects/pasc.csv", colClasses = c(unit = "character"))
d <- merge(d, e[!is.na(e$exposure_year), c("unit", "exposure_year")], by = "unit")
d$id <- as.integer(factor(d$unit))
spent <- system.time({
    x <- att_gt("value", "year", "id", "exposure_year", data = d, control_group = "notyettreated",
                allow_unbalanced_panel = TRUE, bstrap = TRUE, biters = 999)
    aggte(x, "simple", na.rm = TRUE)
    aggte(x, "dynamic", na.rm = TRUE)
})
cat(sprintf('{ "work": "effects", "who": "R did, one outcome", "cpu_seconds": %.2f, "wall_seconds": %.2f }\n',
            spent[["user.self"]] + spent[["sys.self"]], spent[["elapsed"]]))
