# How a question reaches the command, and what comes back.

#' The command: $TANGBAC, else `tangbac` on the PATH, else the release build of a clone that holds the working folder.
tb_command <- function() {
  given <- Sys.getenv("TANGBAC")
  if (nzchar(given)) return(given)
  found <- Sys.which("tangbac")
  if (nzchar(found)) return(unname(found))
  folder <- normalizePath(getwd())
  repeat {
    built <- file.path(folder, "build", "release", "tangbac")
    if (file.exists(built)) return(built)
    if (dirname(folder) == folder) break
    folder <- dirname(folder)
  }
  stop("cannot find the command 'tangbac': build it (./quickstart) and set TANGBAC or PATH", call. = FALSE)
}

#' What `tangbac --version` prints.
tb_version <- function() system2(tb_command(), "--version", stdout = TRUE)

# Named arguments as options: draws = 400 is --draws 400, years = c(2011, 2017) is --years 2011:2017, merged = TRUE is --merged; a
# character vector of several gives the option several times.
option_words <- function(options) {
  words <- character()
  for (name in names(options)) {
    value <- options[[name]]
    option <- paste0("--", gsub("_", "-", name, fixed = TRUE))
    if (is.null(value) || identical(value, FALSE)) next
    if (identical(value, TRUE)) {
      words <- c(words, option)
    } else if (is.numeric(value) && length(value) == 2) {
      words <- c(words, option, paste0(format(value[1], scientific = FALSE), ":", format(value[2], scientific = FALSE)))
    } else {
      for (one in value) {
        words <- c(words, option, if (is.numeric(one)) format(one, scientific = FALSE, digits = 15) else as.character(one))
      }
    }
  }
  words
}

#' Runs `tangbac COMMAND ARGUMENTS --options`; the JSON as a list whose arrays of objects are data frames. What the command notes becomes a warning;
#' what it cannot do is an error of class `tangbac_error` with its exit code in `code`.
tb_call <- function(command, ..., options = list()) {
  out <- tempfile(fileext = ".json")
  err <- tempfile()
  on.exit(unlink(c(out, err)))
  words <- c(command, as.character(c(...)), option_words(options), "--quiet")
  code <- suppressWarnings(system2(tb_command(), shQuote(words), stdout = out, stderr = err, env = "LC_ALL=C.UTF-8"))
  if (code != 0) {
    text <- sub("^tangbac: ", "", paste(readLines(err, encoding = "UTF-8", warn = FALSE), collapse = "\n"))
    stop(structure(class = c("tangbac_error", "error", "condition"), list(message = text, call = NULL, code = code)))
  }
  answer <- jsonlite::fromJSON(out, flatten = TRUE)
  notes <- answer$warnings
  if (is.data.frame(notes)) for (text in notes$text) warning(text, call. = FALSE)
  structure(answer$result, class = "tangbac", answer = answer[setdiff(names(answer), "result")])
}

#' Prints what an answer holds.
print.tangbac <- function(x, ...) {
  head <- attr(x, "answer")
  cat("tangbac ", head$command, " (", head$tangbac, ", seed ", head$seed, ")\n", sep = "")
  for (name in names(x)) {
    value <- x[[name]]
    what <- if (is.data.frame(value)) paste0("data.frame [", nrow(value), " x ", ncol(value), "]")
            else if (is.atomic(value) && length(value) == 1) format(value)
            else class(value)[1]
    cat("  $", name, ": ", what, "\n", sep = "")
  }
  invisible(x)
}
