// The options of the command sample.
#pragma once

namespace CLI {
class App;
}

namespace cohortscope::app {

struct Sample; // app/arguments.h

// The command, whose options fill `sample`: the first kind unless told otherwise.
void add_sample(CLI::App& app, Sample& sample);

} // namespace cohortscope::app
