// The cells of a sheet of an .ods workbook, and which sheets it has.
#pragma once

#include <vector>

#include "base/progress.h"
#include "data/sheet/archive.h"
#include "data/sheet/sheet_choice.h"
#include "data/sheet/sheet_text.h"

namespace cohortscope::data {

// Looks at the first rows of each sheet; of the ones behind the first that is wanted only where
// `all`. They stand in one part one behind the other.
std::vector<SheetProbe> probe_ods(const Archive& archive, const HeaderTest& is_wanted,
                                  base::Progress& progress);

// Adds the cells of sheet number `index` to `writer`. Repeated cells and rows are written out,
// within the writer's bounds; empty ones at the end are none.
void read_ods_sheet(const Archive& archive, std::size_t index, SheetWriter& writer,
                    base::Progress& progress);

} // namespace cohortscope::data
