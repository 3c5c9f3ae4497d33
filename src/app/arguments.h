// The command line as a plain struct.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/exports.h"
#include "app/figures.h"
#include "data/column_names.h"
#include "engine/settings.h"
#include "engine/study.h"
#include "plot/palette.h"
#include "ui/cloud_choice.h"

namespace cohortscope::app {

// Which table is read, and how.
struct TableChoice {
    std::string data;          // empty: the built-in sample
    std::string sheet;         // of a workbook; empty: the first that fits
    std::string schema;        // the name of a known one, or a JSON file; empty: the best that fits
    bool strict = false;       // a cell that is no number where one is wanted is an error
    data::ColumnNames columns; // that the file calls otherwise
    int threads = 0;           // 0: all processors
    bool quiet = false;
};

// What every command that computes with a table takes.
struct Common {
    TableChoice table;
    std::string session;
    std::string preset;                   // the name of a published recipe; empty: none
    std::string rules;                    // a JSON file of rules; empty: the schema's
    std::vector<std::string> assignments; // key=value
};

struct Explore {
    Common common;
};

struct Analyze {
    Common common;
    std::string json; // paths; "-" is standard output; empty: not asked for
    std::string labels;
    std::string features;
    Exports exports;
    std::string script;
    std::vector<engine::Study> studies; // in the order in which they run, each once
};

struct Report {
    Common common;
    std::string out;                    // a folder
    Exports rows;                       // what its file of rows has; the paths stay empty
    std::vector<engine::Study> studies; // as of Analyze
};

struct Screenshot {
    Common common;
    std::string out;
    int width = 1920; // at scale 1
    int height = 1080;
    double scale = 1.0;
    std::string tab;                  // empty: the row's, where there is one, else the profile
    std::string ridges;               // the column beside the clusters; empty: the measure
    std::optional<std::uint32_t> row; // in question, of the file, from 1
    std::optional<bool> columns; // the left panel shows them, or the knobs; else as the schema is
    std::vector<std::string> baseline;    // key=value of a result that is pinned first; empty: none
    bool before = false;                  // the picture shows that one
    std::string select;                   // what is selected, "COLUMN=low..high"; empty: nothing
    std::optional<double> first_minute;   // seconds since its first picture; else the workbench
    std::optional<plot::Theme> theme;     // else the session's, else dark
    std::optional<ui::CloudChoice> cloud; // else the session's, else automatic
};

struct MakeFigure {
    Common common;
    FigureChoice choice;
};

struct Sample {
    std::string kind;                // a name of sample::sample_kinds()
    std::optional<std::size_t> rows; // else the kind's own number
    std::uint64_t seed = 42;
    std::string out;
    int threads = 0;
};

struct ListSettings {
    TableChoice table;
};

struct ShowSchema {
    TableChoice table;
    std::string out; // empty: standard output
};

using Arguments = std::variant<Explore, Analyze, Report, Screenshot, MakeFigure, Sample,
                               ListSettings, ShowSchema>;

// What the command line asks for, or that there is nothing to do.
struct Parsed {
    Arguments arguments;
    bool done = false;   // help or version was printed, or the usage was wrong
    int exit_status = 0; // when done: 0, or 2 after one line on standard error
};

Parsed parse_arguments(int count, const char* const* values);

} // namespace cohortscope::app
