#include "app/report_desk.h"

#include <utility>

#include "base/parallel.h"

namespace cohortscope::app {

ReportDesk::ReportDesk(Host& host, const SessionDesk& sessions, std::function<void()> wake)
    : host_(host), sessions_(sessions), wake_(std::move(wake)),
      pool_(base::loop_threads(), host.live().gate()) {}

ReportDesk::~ReportDesk() {
    if (progress_)
        progress_->cancel();
}

void ReportDesk::tell(std::string message) {
    {
        const std::scoped_lock lock(mutex_);
        news_.push_back(std::move(message));
    }
    wake_();
}

void ReportDesk::find_facts(std::shared_ptr<const engine::Result> result) {
    if (result->serial == asked_)
        return;
    asked_ = result->serial;
    errands_.run([this, result = std::move(result)] {
        ui::ReportFacts facts;
        facts.of = result->serial;
        try {
            pool_.run([&] { facts = report_facts(result); });
        } catch (const std::exception& error) {
            facts.rows_give = error.what();
        }
        {
            const std::scoped_lock lock(mutex_);
            facts_ = std::make_shared<const ui::ReportFacts>(std::move(facts));
        }
        wake_();
    });
}

void ReportDesk::make(const ui::FrameOutput& output) {
    if (progress_)
        return;
    progress_ = std::make_shared<StepProgress>();
    const ui::ReportWish& wish = *output.report.make;
    WindowReport report{wish, sessions_.present(output.shown_column),
                        host_.studies().state(wish.result.get()), host_.live().trees(),
                        host_.shown().baseline};
    errands_.run([this, report = std::move(report), progress = progress_] {
        try {
            std::string made;
            pool_.run([&] { made = make_window_report(report, *progress); });
            tell(std::move(made));
        } catch (const base::Cancelled&) {
            tell("The report was cancelled: nothing of it is left.");
        } catch (const std::exception& error) {
            tell(error.what());
        }
    });
}

void ReportDesk::take_news() {
    ui::ReportState state;
    std::vector<std::string> news;
    {
        const std::scoped_lock lock(mutex_);
        state.facts = facts_;
        news.swap(news_);
    }
    for (const std::string& message : news)
        host_.workbench().set_message(message);
    if (!news.empty())
        progress_.reset();
    if (progress_) {
        state.under_way = true;
        StepProgress::Now now = progress_->now();
        state.fraction = now.fraction;
        state.doing = std::move(now.doing);
    }
    host_.set_report(std::move(state));
    if (!news.empty())
        wake_(); // the next frame shows it
}

void ReportDesk::follow(const ui::FrameOutput& output) {
    if (output.report.facts_of)
        find_facts(output.report.facts_of);
    if (output.report.cancel && progress_)
        progress_->cancel();
    if (output.report.make)
        make(output);
    take_news();
}

} // namespace cohortscope::app
