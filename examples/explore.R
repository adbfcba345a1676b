# From counts to sentences, in R: the same as explore.ipynb.
#
# Not run by this project's tests: arrow could not be installed where they
# run. It was run with R 4.2, dplyr, tidyr and ggplot2 on the CSV files in
# place of arrow's read_parquet(). Please report what fails.
#
#   install.packages(c("arrow", "dplyr", "tidyr", "ggplot2"))
#
# Run it from the folder `examples/`:  Rscript explore.R
# Rscript draws the charts into Rplots.pdf; RStudio shows them.
#
# Counts are of what publishers report, not of the world.

library(arrow)
library(dplyr)
library(tidyr)
library(ggplot2)

release <- "../output" # what `tidings build --output` wrote
sources <- "../raw" # the bulletins that it was made from
chosen_scheme <- "programme" # or "un", "un_sub"

read_table <- function(name) {
  read_parquet(file.path(release, "parquet", paste0(name, ".parquet")))
}

# Theme by region. An event counts once in each region that it concerns, so a
# row may add up to more than the events of its theme.
crossing <- read_table("counts_by_theme_region") |>
  filter(scheme == chosen_scheme)

theme_by_region <- ggplot(
  crossing,
  aes(region_label, reorder(theme_label, n_events, FUN = sum))
) +
  geom_tile(aes(fill = n_events)) +
  geom_label(aes(label = n_events)) +
  scale_fill_gradient(low = "#deebf7", high = "#08519c") +
  labs(title = "Events by theme and region", x = NULL, y = NULL, fill = "events") +
  theme(axis.text.x = element_text(angle = 30, hjust = 1))
print(theme_by_region)

# Wins and setbacks by year. A setback is never a win: it is drawn below the
# line. The row without a year has the undated events.
years <- read_table("counts_by_year")
undated <- sum(years$n_events[is.na(years$year)])

by_year <- years |>
  filter(!is.na(year)) |>
  select(year, n_achieved, n_ongoing, n_announced, n_setback) |>
  pivot_longer(-year, names_to = "status", values_to = "n") |>
  mutate(
    status = sub("n_", "", status, fixed = TRUE),
    drawn = ifelse(status == "setback", -n, n)
  )

wins_and_setbacks <- ggplot(by_year, aes(year, drawn, fill = status)) +
  geom_col(colour = "grey30") +
  geom_hline(yintercept = 0) +
  scale_fill_manual(values = c(
    achieved = "#1b6ca8", ongoing = "#7fb3d8",
    announced = "#d0e2f0", setback = "#c4572e"
  )) +
  labs(
    title = paste0("Events by year; ", undated, " more have no date"),
    x = NULL, y = "events"
  )
print(wins_and_setbacks)

# From a count to its sentences: what stands behind the largest cell.
largest <- crossing |>
  filter(region != "international") |>
  arrange(desc(n_events), theme, region) |>
  slice(1)

in_region <- read_table("regions") |>
  filter(scheme == chosen_scheme, region == largest$region) |>
  select(country)
of_region <- read_table("event_countries") |>
  semi_join(in_region, by = "country") |>
  distinct(event_id)
sentences <- read_table("events") |>
  filter(theme == largest$theme) |>
  semi_join(of_region, by = "event_id") |>
  left_join(select(read_table("documents"), document_id, source), by = "document_id") |>
  arrange(source, byte_start, event_id)
stopifnot(nrow(sentences) == largest$n_events)

cat(largest$theme_label, largest$region_label, largest$n_events, "events\n", sep = " ")
print(as.data.frame(select(sentences, source, line, status, evidence)))

# The words of the source: R counts from 1, byte_start from 0.
first <- sentences[1, ]
path <- file.path(sources, first$source)
bytes <- readBin(path, "raw", n = file.size(path))
words <- rawToChar(bytes[(first$byte_start + 1):first$byte_end])
Encoding(words) <- "UTF-8"
cat(words, "\n")
