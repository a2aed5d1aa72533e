# The question of docs/estimate.md in R (Debian: r-cran-plm): does transparency (D2) go with better services (D6) within provinces, 2011-2017? Rscript readme.R
library(plm); d <- subset(read.csv("papi_dimensions_2011_2023.csv", colClasses = c(unit = "character")), year <= 2017)
d <- pdata.frame(d, index = c("unit", "year"))
fit <- function(f, K) { m <- plm(f, d, model = "within", effect = "twoways"); n <- nobs(m)
  se <- sqrt(diag(vcovHC(m, type = "HC0", cluster = "group")) * 63/62 * (n - 1)/(n - K)); print(cbind(coef(m), se), digits = 10); print(n) }
fit(D6 ~ D2, 1 + 7); fit(D6 ~ D2 + lag(D2), 2 + 6)
