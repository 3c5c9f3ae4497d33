// Names that a workbook accepts for its sheets.
#pragma once

#include <set>
#include <string>

namespace cohortscope::report {

// Each at most 31 characters, without []:*?/\ and unlike the others whatever the case.
class SheetNames {
  public:
    std::string next(const std::string& wanted);

  private:
    std::set<std::string> taken_; // in lower case
};

} // namespace cohortscope::report
