#include "app/figures.h"

#include <optional>

#include "app/arguments.h"
#include "app/carried_session.h"
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
#include "engine/session/resumed.h"
#include "report/figure_caption.h"
#include "report/figure_file.h"

namespace cohortscope::app {

namespace {

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
    Maker(const FigureChoice& choice, const FromSession& from)
        : choice_(choice), quiet_(from.common.table.quiet), table_(read_table(from.common.table)),
          opened_(open_session(from, table_, settings_for(from.common, table_))),
          options_(read_options(from.common.table)), pipeline_(table_, trees_) {}

    std::string bytes() {
        const plot::Figure& figure = *plot::find_figure(choice_.name);
        const engine::Resumed resumed = base::about_file(table_->source, [&] {
            base::Progress progress;
            const ProgressBar bar("clustering", progress, quiet_);
            pin_baseline(progress);
            return engine::resume(opened_, pipeline_, progress);
        });
        const engine::Result& result = *resumed.result;
        expect_column(result, choice_.column, "--column");
        plot::FigureInput input{result, {}, resumed.baseline.get(), nullptr, choice_.column};
        if (figure.applies != nullptr && !figure.applies(input))
            throw cannot_be_made(choice_);
        for (report::StudyOutcome& outcome : run_studies(figure.needs, result, trees_, quiet_))
            input.studies[static_cast<std::size_t>(outcome.study)] =
                std::make_shared<const engine::StudyValue>(std::move(outcome.value));
        return report::figure_bytes(figure, input, options(figure, input, resumed.shown));
    }

  private:
    // What the command line compares with, in place of the session's baseline.
    void pin_baseline(base::Progress& progress) {
        if (choice_.baseline.empty())
            return;
        engine::Settings before = opened_.document.settings;
        for (const std::string& assignment : choice_.baseline)
            engine::set_from_assignment(before, assignment);
        opened_.document.baseline = engine::pinned(before, opened_, pipeline_, progress);
    }
    report::FigureFileOptions options(const plot::Figure& figure, const plot::FigureInput& input,
                                      std::shared_ptr<const engine::ShownFinal> shown) const {
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
        options.session =
            carried_text({{{}, opened_.document, std::move(shown), opened_.column}, options_});
        return options;
    }

    const FigureChoice& choice_;
    bool quiet_;
    std::shared_ptr<const data::Table> table_;
    engine::OpenedSession opened_;
    data::ReadOptions options_;
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
    const FromSession from = with_data_of_session(figure.common);
    base::write_file(out, Maker(figure.choice, from).bytes());
}

} // namespace cohortscope::app
