#include "app/taken.h"

#include <algorithm>
#include <filesystem>

#include "app/figure_command.h"
#include "app/free_file.h"
#include "app/picture_clipboard.h"
#include "app/today.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/printable.h"
#include "report/figure_caption.h"
#include "report/figure_file.h"
#include "report/tables/profile_sheets.h"
#include "report/tables/sheet_text.h"
#include "report/tables/study_sheets.h"

namespace cohortscope::app {

namespace {

using ui::TakenAs;

plot::FigureInput input_of(const ui::Taking& taking) {
    return {*taking.result, taking.studies, taking.baseline.get(), taking.selection.get(),
            taking.column};
}

std::string bytes_of(const ui::Taking& taking, report::FigureFormat format,
                     const std::string& session) {
    const plot::Figure* figure = plot::find_figure(taking.figure);
    ENSURE(figure != nullptr);
    const plot::FigureInput input = input_of(taking);
    report::FigureFileOptions options;
    options.format = format;
    options.size = *report::find_size("width");
    options.caption = report::figure_caption(*figure, input, today());
    options.session = session;
    return report::figure_bytes(*figure, input, options);
}

Taken save(const ui::Taking& taking, report::FigureFormat format, const std::string& ending,
           const std::string& session) {
    namespace fs = std::filesystem;
    const std::string table = stem_beside(taking.result->prepared.table->source, "sample");
    const std::string stem = fs::path(table).replace_extension().string() + "-" + taking.figure;
    const std::string path = free_file(stem, ending);
    if (path.empty())
        return {"The figure is not saved: " + std::to_string(kMostFreeNames) +
                    " files of its name are there already.",
                ""};
    base::write_file(path, bytes_of(taking, format, session));
    return {"The figure is saved as " + base::printable(path) + ".", ""};
}

Taken copy_picture(const ui::Taking& taking, const std::string& session,
                   const Environment& variable) {
    const std::optional<ClipboardProgram> program = find_clipboard_program(variable);
    if (!program)
        return {"The picture is not copied: " + missing_clipboard_program(variable) + ".", ""};
    give_to(*program, bytes_of(taking, report::FigureFormat::png, session));
    return {"The picture is copied.", ""};
}

std::optional<report::Sheet> sheet_of(const ui::Taking& taking) {
    constexpr std::size_t kSmallest = report::kSmallestCount;
    if (taking.sheet == "cluster_profiles")
        return report::profile_sheet(*taking.result, report::figures_of(*taking.result, kSmallest));
    std::vector<report::StudyOutcome> outcomes;
    for (const engine::Study study : engine::kAllStudies)
        if (const auto& value = taking.studies[static_cast<std::size_t>(study)])
            outcomes.push_back({study, *value, 0.0});
    for (report::Sheet& sheet : report::study_sheets(*taking.result, outcomes, kSmallest))
        if (sheet.name == taking.sheet)
            return std::move(sheet);
    return std::nullopt;
}

Taken copy_table(const ui::Taking& taking) {
    const std::optional<report::Sheet> sheet = sheet_of(taking);
    if (!sheet)
        return {"There is no table to copy.", ""};
    const std::string rows = base::grouped(static_cast<long long>(sheet->rows.size()));
    return {"The table is copied: " + rows + (sheet->rows.size() == 1 ? " row." : " rows."),
            report::sheet_tsv(*sheet)};
}

Taken copy_command(const ui::Taking& taking, const data::ReadOptions& options) {
    const bool compares = taking.figure == "what_changed" && taking.baseline != nullptr;
    const FigureCommand command =
        figure_command({taking.figure, *taking.result, options, taking.column,
                        compares ? &taking.baseline->settings : nullptr});
    return {"The command is copied." +
                (command.missing.empty() ? std::string() : " " + command.missing + "."),
            command.text};
}

Taken taken_as(const ui::Taking& taking, const TakenWith& with, const Environment& variable) {
    const std::string& session = with.session;
    switch (taking.as) {
    case TakenAs::svg:
        return save(taking, report::FigureFormat::svg, ".svg", session);
    case TakenAs::pdf:
        return save(taking, report::FigureFormat::pdf, ".pdf", session);
    case TakenAs::png:
        return save(taking, report::FigureFormat::png, ".png", session);
    case TakenAs::table:
        return copy_table(taking);
    case TakenAs::command:
        return copy_command(taking, with.options);
    case TakenAs::picture:
        break;
    }
    return copy_picture(taking, session, variable);
}

} // namespace

Taken take_away(const ui::Taking& taking, const TakenWith& with, const Environment& variable) {
    try {
        return taken_as(taking, with, variable);
    } catch (const std::exception& error) { // this is the thread's edge
        return {error.what(), ""};
    }
}

} // namespace cohortscope::app
