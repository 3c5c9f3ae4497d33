#include "report/tables/xlsx_names.h"

#include "base/format.h"
#include "base/printable.h"

namespace cohortscope::report {

std::string SheetNames::next(const std::string& wanted) {
    constexpr std::size_t kLongest = 27; // characters, so that a number fits behind it
    std::string name = base::shortened(base::printable(wanted), kLongest);
    for (char& c : name)
        if (std::string("[]:*?/\\'").find(c) != std::string::npos)
            c = '_';
    if (name.empty())
        name = "sheet";
    std::string free = name;
    for (int number = 2; !taken_.insert(base::lower(free)).second; ++number)
        free = name + " " + std::to_string(number);
    return free;
}

} // namespace cohortscope::report
