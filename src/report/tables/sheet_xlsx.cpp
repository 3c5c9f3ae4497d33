#include "report/tables/sheet_xlsx.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/printable.h"
#include "report/tables/result_sheets.h"
#include "report/tables/xlsx_names.h"

namespace cohortscope::report {

namespace {

constexpr std::time_t kCreated = 946'684'800; // 2000-01-01: the bytes depend on the sheets alone
constexpr std::size_t kLongestText = 32'000;  // characters; a cell of a workbook holds 32,767
constexpr double kNarrowest = 8.0, kWidest = 48.0; // characters

// A file that goes with the object.
class TemporaryFile {
  public:
    TemporaryFile() : path_((std::filesystem::temp_directory_path() / "sheets-XXXXXX").string()) {
        const int file = ::mkstemp(path_.data());
        if (file < 0)
            throw base::Error("cannot write a temporary file for the workbook");
        ::close(file);
    }
    ~TemporaryFile() { std::remove(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

std::string zeros(int decimals) {
    std::string text = decimals > 0 ? "." : "";
    text.append(static_cast<std::size_t>(std::max(decimals, 0)), '0');
    return text;
}

// Spreadsheets group by thousands alone; lakh and crore take conditions.
std::string money_format(const SheetColumn& column) {
    if (column.unit == "₹")
        return "[>=10000000]\"₹\"##\\,##\\,##\\,##0;[>=100000]\"₹\"##\\,##\\,##0;\"₹\"#,##0";
    return "#,##0" + zeros(column.decimals) +
           (column.unit.empty() ? "" : " \"" + column.unit + "\"");
}

std::string format_of(const SheetColumn& column) {
    switch (column.kind) {
    case CellKind::text:
        return "@";
    case CellKind::whole:
        return "#,##0";
    case CellKind::real:
        return "#,##0" + zeros(column.decimals);
    case CellKind::share:
        return "0.0%";
    case CellKind::money:
        break;
    }
    return money_format(column);
}

class Writer {
  public:
    explicit Writer(const std::string& path) : book_(workbook_new(path.c_str())) {
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_bottom(head_, LXW_BORDER_THIN);
        hidden_ = workbook_add_format(book_);
        format_set_pattern(hidden_, LXW_PATTERN_SOLID);
        format_set_fg_color(hidden_, 0xD9D9D9);
        lxw_doc_properties properties = {};
        properties.created = kCreated;
        workbook_set_properties(book_, &properties);
    }

    void add(const Sheet& sheet, const std::string& name) {
        lxw_worksheet* page = workbook_add_worksheet(book_, name.c_str());
        for (std::size_t c = 0; c < sheet.columns.size(); ++c)
            add_column(page, sheet, c);
        worksheet_freeze_panes(page, 1, 0);
    }

    void close() {
        if (workbook_close(book_) != LXW_NO_ERROR)
            throw base::Error("cannot write the workbook's temporary file");
    }

  private:
    lxw_format* format(const std::string& numbers) {
        lxw_format*& made = formats_[numbers];
        if (made == nullptr) {
            made = workbook_add_format(book_);
            format_set_num_format(made, numbers.c_str());
        }
        return made;
    }

    void add_column(lxw_worksheet* page, const Sheet& sheet, std::size_t c) {
        const SheetColumn& column = sheet.columns[c];
        const auto at = static_cast<lxw_col_t>(c);
        const std::string head = base::printable(column.name);
        worksheet_write_string(page, 0, at, head.c_str(), head_);
        auto widest = static_cast<double>(head.size());
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            const Cell& cell = sheet.rows[r][c];
            const auto row = static_cast<lxw_row_t>(r + 1);
            if (const auto* text = std::get_if<std::string>(&cell)) {
                const std::string shown = base::shortened(base::printable(*text), kLongestText);
                worksheet_write_string(page, row, at, shown.c_str(), nullptr);
                widest = std::max(widest, static_cast<double>(shown.size()));
            } else if (std::holds_alternative<Suppressed>(cell)) {
                worksheet_write_blank(page, row, at, hidden_);
            } else {
                add_number(page, {row, at}, cell, column);
            }
        }
        worksheet_set_column(page, at, at, std::clamp(widest + 2.0, kNarrowest, kWidest), nullptr);
    }

    struct Place {
        lxw_row_t row;
        lxw_col_t column;
    };
    void add_number(lxw_worksheet* page, Place place, const Cell& cell, const SheetColumn& column) {
        double value = NAN;
        if (const auto* whole = std::get_if<long long>(&cell))
            value = static_cast<double>(*whole);
        else if (const auto* real = std::get_if<double>(&cell))
            value = *real;
        if (std::isfinite(value))
            worksheet_write_number(page, place.row, place.column, value, format(format_of(column)));
    }

    lxw_workbook* book_; // workbook_close frees it with all that hangs on it
    lxw_format* head_ = nullptr;
    lxw_format* hidden_ = nullptr;
    std::map<std::string, lxw_format*> formats_;
};

} // namespace

std::string sheet_xlsx(std::span<const Sheet> sheets) {
    const TemporaryFile file;
    const Sheet notes = notes_sheet(sheets);
    SheetNames names;
    Writer writer(file.path());
    for (const Sheet& sheet : sheets)
        writer.add(sheet, names.next(sheet.name));
    writer.add(notes, names.next(notes.name));
    writer.close();
    return base::read_file(file.path());
}

} // namespace cohortscope::report
