// The cells of one sheet of an .xlsx workbook.
#pragma once

#include <span>

#include "base/progress.h"
#include "data/sheet/sheet_choice.h"
#include "data/sheet/sheet_text.h"
#include "data/sheet/xlsx_parts.h"

namespace cohortscope::data {

struct XlsxContext {
    const SharedStrings& strings;
    std::span<const NumberFormat> formats;
    bool from_1904 = false;
    bool plain_rows = true; // the short way where a row allows it; false for tests
};

// Adds the sheet's cells to `writer`. With a probe, the first rows only, which it looks at.
struct XlsxProbe {
    SheetProbe& sheet;
    const HeaderTest& is_wanted;
};
void read_xlsx_sheet(PartStream part, const XlsxContext& context, SheetWriter& writer,
                     const XlsxProbe* probe, base::Progress& progress);

} // namespace cohortscope::data
