# More references: four measures on PAPI D1, D6 and the total, which nothing here was developed on. R's did (2.5.1) and synthdid, which Debian 12 does not
# package: built from their authors' sources (github.com/bcallaway11/did, synth-inference/synthdid) with Debian's R. Needs nothing that fastglm, trust, caret
# and dreamerr do: stubs of them were enough. Rscript did_others.R > did_others.json
# Provinces with a dated adoption, scores in all years 2011-2023; opened by 30 June counts for the same year, later or with the year alone for the next.
suppressMessages({library(did); library(synthdid)})
d0 <- read.csv("../plm/papi_dimensions_2011_2023.csv", colClasses = c(unit = "character"))
a0 <- read.csv("../../../datasets/adoption.csv", colClasses = c(unit = "character", date = "character"))
arr <- function(x) paste0("[", paste(ifelse(is.na(x) | is.infinite(x), "null", format(x, digits = 15)), collapse = ", "), "]")
exposed <- function(a) {
  month <- as.integer(substr(a$date, 6, 7))
  day <- ifelse(nchar(a$date) > 7, as.integer(substr(a$date, 9, 10)), 30)
  early <- !is.na(month) & (month < 6 | month == 6 & day <= 30)
  year <- ifelse(is.na(a$adopt_year), as.integer(substr(a$date, 1, 4)), a$adopt_year)
  ifelse(is.na(a$exposure_year), year + !early, a$exposure_year)
}
out <- c()
add <- function(name, ...) out <<- c(out, sprintf('  "%s": { %s }', name, paste(..., sep = ", ")))
for (m in c("PASC", "IOC", "DDCI", "DXRES")) {
  a <- a0[a0$measure == m & a0$status == "dated", ]
  a$g <- exposed(a)
  add(m, sprintf('"unit": %s, "exposed": %s', arr(as.integer(a$unit)), arr(a$g)))
  d <- merge(d0, a[, c("unit", "g")], by = "unit")
  d$g[d$g > 2023] <- 0
  d$id <- as.integer(d$unit)
  for (y in c("D1", "D6", "TOTAL")) {
    e <- d[!is.na(d[[y]]), ]
    b <- e[e$id %in% names(which(table(e$id) == 13)), ]
    for (bp in c("varying", "universal")) {
      r <- suppressWarnings(att_gt(yname = y, tname = "year", idname = "id", gname = "g", data = b, control_group = "notyettreated", est_method = "reg",
                                   bstrap = FALSE, cband = FALSE, base_period = bp, panel = TRUE))
      key <- paste(m, y, bp)
      add(paste(key, "att_gt"), sprintf('"group": %s, "time": %s, "att": %s, "se": %s, "n": %d', arr(r$group), arr(r$t), arr(r$att), arr(r$se), length(unique(b$id))))
      for (k in c("simple", "dynamic", "group", "calendar")) {
        g <- aggte(r, type = k, na.rm = TRUE, bstrap = FALSE, cband = FALSE)
        rows <- if (k == "simple") "" else sprintf('"egt": %s, "att_egt": %s, "se_egt": %s, ', arr(g$egt), arr(g$att.egt), arr(g$se.egt))
        add(paste(key, k), sprintf('%s"att": %s, "se": %s', rows, format(g$overall.att, digits = 15), format(g$overall.se, digits = 15)))
      }
    }
    if (m == "PASC") { # those exposed in 2018 beside those exposed after 2020 or never, 2011-2020
      s <- b[b$year <= 2020 & (b$g == 2018 | b$g == 0 | b$g > 2020), ]
      s$tr <- as.integer(s$g == 2018 & s$year >= 2018)
      p <- panel.matrices(s[order(s$id, s$year), c("unit", "year", y, "tr")])
      for (k in c("synthdid_estimate", "sc_estimate"))
        add(paste(k, y, "2018"), sprintf('"att": %s', format(as.numeric(get(k)(p$Y, p$N0, p$T0)), digits = 15)))
    }
  }
}
cat("{\n", paste(out, collapse = ",\n"), "\n}\n", sep = "")
