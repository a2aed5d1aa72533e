# R's did on the table of group_time.R (unit, year, value, exposed; 0: not by the last year): group-time effects of the provinces with scores in all years,
# the average and the path over event times, 999 bootstraps each, one core. Debian 12 does not package did; built from its authors' sources (github.com/
# bcallaway11/did, DRDID, BMisc) it runs with Debian's R. Prints one JSON line as the other peers do.
suppressMessages(library(did))
d <- read.csv(commandArgs(TRUE)[1], colClasses = c(unit = "character"))
d <- d[!is.na(d$value), ]
rows <- table(d$unit)
d <- d[d$unit %in% names(rows)[rows == max(rows)], ]
d$id <- as.integer(factor(d$unit))
spent <- system.time({
    x <- suppressWarnings(att_gt("value", "year", "id", "exposed", data = d, control_group = "notyettreated", est_method = "reg", bstrap = TRUE, biters = 999))
    all <- aggte(x, "simple", na.rm = TRUE)
    path <- aggte(x, "dynamic", na.rm = TRUE)
})
cat(sprintf('{ "work": "effects", "who": "R did %s, one outcome, balanced", "cpu_seconds": %.2f, "wall_seconds": %.2f, "estimate": %.12f, "units": %d }\n',
            packageVersion("did"), spent[["user.self"]] + spent[["sys.self"]], spent[["elapsed"]], all$overall.att, length(unique(d$id))))
