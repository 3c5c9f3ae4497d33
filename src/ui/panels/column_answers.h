// What a person says of the columns of a table that the header does not name as the program does.
#pragma once

#include <memory>
#include <vector>

#include "data/column_names.h"

namespace cohortscope::ui {

struct ColumnAnswers {
    std::shared_ptr<const data::UnknownColumns> question; // asked last; null for none yet
    std::vector<int> chosen; // for each wanted column a place in the header; -1 for none
    bool closed = true;      // it was answered, or left
};

} // namespace cohortscope::ui
