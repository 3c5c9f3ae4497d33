// A progress bar on the terminal while a long piece of work runs; nothing on a pipe.
#pragma once

#include <string>
#include <thread>

#include "base/progress.h"

namespace cohortscope::app {

// Shows `what` and the fraction on standard error from a quarter of a second on, until it is
// destroyed.
class ProgressBar {
  public:
    ProgressBar(const std::string& what, const base::Progress& progress, bool quiet);

  private:
    std::jthread thread_;
};

} // namespace cohortscope::app
