#include "app/figures.h"

#include <optional>

#include "app/arguments.h"
#include "app/outputs.h"
#include "app/progress_bar.h"
#include "app/run_studies.h"
#include "app/session_data.h"
#include "app/shown_column.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "app/today.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_message.h"
#include "base/format.h"
#include "engine/pipeline.h"
#include "engine/session.h"
#include "report/figure_caption.h"
#include "report/figure_file.h"

namespace cohortscope::app {

namespace {

using SharedResult = std::shared_ptr<const engine::Result>;

void print_figures() {
    std::string text;
    for (const plot::Figure& figure : plot::figures()) {
        std::string name(figure.name);
        name.resize(std::max<std::size_t>(name.size() + 1, 24), ' ');
        text += name + std::string(figure.title) + "\n";
    }
    print_text(text);
}

// Why a figure cannot be made of this result.
base::Error cannot_be_made(const FigureChoice& choice) {
    std::string text = "the figure '" + choice.name + "' cannot be made of this result";
    if (choice.column.empty() && choice.baseline.empty())
        text += ": it lacks a column that the figure shows, a --column NAME or a --baseline";
    return base::Error(text);
}

class Maker {
  public:
    Maker(const FigureChoice& choice, const Common& common)
        : choice_(choice), quiet_(common.table.quiet), table_(read_table(common.table)),
          settings_(settings_for(common, table_)), pipeline_(table_, trees_) {}

    std::string bytes() {
        const plot::Figure& figure = *plot::find_figure(choice_.name);
        const SharedResult baseline = choice_.baseline.empty() ? nullptr : result_before();
        const SharedResult result = result_at(settings_);
        expect_column(*result, choice_.column, "--column");
        plot::FigureInput input{*result, {}, baseline.get(), nullptr, choice_.column};
        if (figure.applies != nullptr && !figure.applies(input))
            throw cannot_be_made(choice_);
        for (report::StudyOutcome& outcome : run_studies(figure.needs, *result, trees_, quiet_))
            input.studies[static_cast<std::size_t>(outcome.study)] =
                std::make_shared<const engine::StudyValue>(std::move(outcome.value));
        return report::figure_bytes(figure, input, options(figure, input));
    }

  private:
    SharedResult result_at(const engine::Settings& settings) {
        return base::about_file(table_->source, [&] {
            base::Progress progress;
            const ProgressBar bar("clustering", progress, quiet_);
            return pipeline_.final_result(settings, progress);
        });
    }
    SharedResult result_before() {
        engine::Settings before = settings_;
        for (const std::string& assignment : choice_.baseline)
            engine::set_from_assignment(before, assignment);
        return result_at(before);
    }
    report::FigureFileOptions options(const plot::Figure& figure,
                                      const plot::FigureInput& input) const {
        report::FigureFileOptions options;
        options.format = *report::format_of(choice_.out);
        options.size = choice_.size;
        options.scale = choice_.scale;
        options.theme = choice_.theme;
        options.heading = choice_.heading;
        options.date = choice_.date;
        if (choice_.caption)
            options.caption = report::figure_caption(figure, input,
                                                     choice_.date.empty() ? today() : choice_.date);
        options.session = engine::session_to_json(settings_);
        return options;
    }

    const FigureChoice& choice_;
    bool quiet_;
    std::shared_ptr<const data::Table> table_;
    engine::Settings settings_;
    std::shared_ptr<engine::WardTrees> trees_ = std::make_shared<engine::WardTrees>();
    engine::Pipeline pipeline_;
};

} // namespace

void run_figure(const MakeFigure& figure) {
    if (figure.choice.name == kListFigures) {
        print_figures();
        return;
    }
    const std::string& out = figure.choice.out;
    expect_sound({{figure.common.table.data, figure.common.session}, {out}});
    const Common common = with_data_of_session(figure.common).common;
    base::write_file(out, Maker(figure.choice, common).bytes());
}

} // namespace cohortscope::app
