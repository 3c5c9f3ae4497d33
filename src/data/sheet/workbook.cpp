#include "data/sheet/workbook.h"

#include "base/error.h"
#include "data/sheet/archive.h"
#include "data/sheet/ods_sheet.h"
#include "data/sheet/sheet_choice.h"
#include "data/sheet/xlsx_sheet.h"
#include "data/sheet/xml.h"

namespace cohortscope::data {

namespace {

constexpr double kShareOfTexts = 0.25; // of the progress, before the sheet

struct Xlsx {
    const Archive& archive;
    bool plain_rows = true;
    XlsxBook book;
    SharedStrings strings;
    std::vector<NumberFormat> formats;
};

Xlsx open_xlsx(const Archive& archive, bool plain_rows, base::Progress& progress) {
    XlsxBook book = read_book(archive, progress);
    SharedStrings strings = read_shared_strings(archive, book, progress);
    std::vector<NumberFormat> formats = read_formats(archive, book, progress);
    return {archive, plain_rows, std::move(book), std::move(strings), std::move(formats)};
}

XlsxContext context_of(const Xlsx& xlsx) {
    return {xlsx.strings, xlsx.formats, xlsx.book.from_1904, xlsx.plain_rows};
}

SheetText read_sheet(const Xlsx& xlsx, const XlsxSheet& sheet, base::Progress& progress) {
    SheetWriter writer(xlsx.archive.largest_text(), sheet_place(xlsx.archive.source(), sheet.name));
    read_xlsx_sheet(xlsx.archive.open(sheet.part), context_of(xlsx), writer, nullptr, progress);
    return writer.finish();
}

// Looks at each sheet until one is wanted. A damaged one is no reason not to read another.
std::vector<SheetProbe> probe_xlsx(const Xlsx& xlsx, const WorkbookOptions& options,
                                   base::Progress& progress) {
    std::vector<SheetProbe> probes;
    for (const XlsxSheet& sheet : xlsx.book.sheets)
        probes.push_back({sheet.name, sheet.hidden});
    if (probes.size() < 2 || !options.sheet.empty())
        return probes;
    for (std::size_t i = 0; i < probes.size(); ++i) {
        const XlsxSheet& sheet = xlsx.book.sheets[i];
        SheetWriter writer(xlsx.archive.largest_text(),
                           sheet_place(xlsx.archive.source(), sheet.name));
        const XlsxProbe probe{probes[i], options.is_wanted};
        try {
            read_xlsx_sheet(xlsx.archive.open(sheet.part), context_of(xlsx), writer, &probe,
                            progress);
        } catch (const base::Error&) {
            continue;
        }
        if (probes[i].wanted && !probes[i].hidden)
            break;
    }
    return probes;
}

void expect_no_password(const Archive& archive, base::Progress& progress) {
    constexpr const char* kManifest = "META-INF/manifest.xml";
    if (!archive.holds(kManifest))
        return;
    bool encrypted = false;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes&) {
        encrypted = encrypted || element == "encryption-data";
    };
    read_xml(archive.open(kManifest), events, progress);
    if (encrypted)
        throw base::Error::in(archive.source(),
                              "is a workbook with a password; save it without one and open that");
}

std::string counted(std::size_t count, const char* what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

void add_cell_notices(WorkbookTable& table) {
    const SheetText& text = table.text;
    if (text.error_cells > 0)
        table.notices.push_back(counted(text.error_cells, "cell") +
                                " of the sheet hold an error such as #N/A, taken as missing: the "
                                "first is " +
                                cell_name(text.first_error));
    if (text.unknown_values > 0)
        table.notices.push_back(counted(text.unknown_values, "formula") +
                                " of the sheet have no value in the file, taken as missing: the "
                                "first is " +
                                cell_name(text.first_unknown) +
                                "; open and save the workbook in a spreadsheet to have them");
}

WorkbookTable read_xlsx(const Archive& archive, const WorkbookOptions& options,
                        base::Progress& progress) {
    progress.enter_part(0.0, kShareOfTexts);
    const Xlsx xlsx = open_xlsx(archive, options.plain_rows, progress);
    const std::vector<SheetProbe> probes = probe_xlsx(xlsx, options, progress);
    const std::size_t chosen = chosen_sheet(probes, options);
    progress.enter_part(kShareOfTexts, kShareOfWorkbook);
    return {probes[chosen].name, read_sheet(xlsx, xlsx.book.sheets[chosen], progress),
            choice_notices(probes, chosen, options)};
}

WorkbookTable read_ods(const Archive& archive, const WorkbookOptions& options,
                       base::Progress& progress) {
    expect_no_password(archive, progress);
    progress.enter_part(0.0, kShareOfTexts);
    std::vector<SheetProbe> probes = probe_ods(archive, options, progress);
    const std::size_t chosen = chosen_sheet(probes, options);
    progress.enter_part(kShareOfTexts, kShareOfWorkbook);
    SheetWriter writer(archive.largest_text(), sheet_place(archive.source(), probes[chosen].name));
    const std::vector<std::string> names = read_ods_sheet(archive, chosen, writer, progress);
    for (std::size_t i = probes.size(); i < names.size(); ++i)
        probes.push_back({names[i]});
    return {probes[chosen].name, writer.finish(), choice_notices(probes, chosen, options)};
}

} // namespace

WorkbookTable read_workbook(std::string_view bytes, const WorkbookOptions& options,
                            base::Progress& progress) {
    const Archive archive(bytes, options.source, options.limits);
    WorkbookTable table = options.content == Content::ods ? read_ods(archive, options, progress)
                                                          : read_xlsx(archive, options, progress);
    add_cell_notices(table);
    return table;
}

} // namespace cohortscope::data
