// The cells of a sheet of an .ods workbook, and which sheets it has.
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "data/sheet/archive.h"
#include "data/sheet/sheet_choice.h"
#include "data/sheet/sheet_text.h"

namespace cohortscope::data {

// Looks at the first rows of each sheet, to the one that is asked for or wanted. Sheets stand in
// one part, one behind the other.
std::vector<SheetProbe> probe_ods(const Archive& archive, const WorkbookOptions& options,
                                  base::Progress& progress);

// Adds the cells of sheet number `index` to `writer`; the names of all sheets. Repeated cells and
// rows are written out, within the writer's bounds; empty ones at the end are none.
std::vector<std::string> read_ods_sheet(const Archive& archive, std::size_t index,
                                        SheetWriter& writer, base::Progress& progress);

} // namespace cohortscope::data
