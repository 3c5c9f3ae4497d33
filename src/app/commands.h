// The commands that need no window: analyze, sample, settings; and what all commands share.
#pragma once

#include <memory>

#include "app/arguments.h"
#include "data/table.h"

namespace cohortscope::app {

// The table the command line names, or the built-in sample; with a progress bar and its notices as
// "note:" lines on standard error unless quiet. Throws base::Error.
std::shared_ptr<const data::Table> read_table(const Common& common);

// The settings without the weights of a session that the table has no column for, with a note.
// Throws base::Error for one that was asked for by name.
engine::Settings fitted_settings(const Common& common, const engine::Settings& settings,
                                 const data::Table& table);

void run_analyze(const Analyze& analyze);
void run_sample(const Sample& sample);
void run_settings();

} // namespace cohortscope::app
