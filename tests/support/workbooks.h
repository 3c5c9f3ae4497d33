// Workbooks in a few lines of XML, for tests of what is read from them.
#pragma once

#include <string>
#include <vector>

#include "support/zip_writer.h"

namespace cohortscope::tests {

struct Sheet {
    std::string name;
    std::string rows;            // what stands inside of <sheetData>, or inside of <table:table>
    std::string attributes = ""; // of <sheet>
};

// An .xlsx as spreadsheets write it: relative part names, shared texts, styles.
struct XlsxParts {
    std::vector<Sheet> sheets;
    std::string strings = "";     // <si>…</si>…
    std::string styles = "";      // inside of <styleSheet>
    std::string workbook_pr = ""; // attributes of <workbookPr>
};
std::vector<ZipEntry> xlsx_entries(const XlsxParts& parts);
std::string xlsx(const XlsxParts& parts);
std::string xlsx(const std::string& rows); // of one sheet, 'S'

std::string ods(const std::vector<Sheet>& sheets);

} // namespace cohortscope::tests
