// A cell as a message may repeat it.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::data {

// "lots" in quotes, cut where it is long; but where the cell may tell who somebody is (an e-mail,
// an identifier, as when a row's cells are shifted by one) only how long it is: "a text of 24
// characters".
std::string shown_cell(std::string_view cell);

} // namespace cohortscope::data
