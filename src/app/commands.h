// The commands that need no window: analyze, sample, settings, schema.
#pragma once

#include "app/arguments.h"

namespace cohortscope::app {

void run_analyze(const Analyze& analyze);
void run_sample(const Sample& sample);
void run_settings(const ListSettings& list);
void run_schema(const ShowSchema& show);

} // namespace cohortscope::app
