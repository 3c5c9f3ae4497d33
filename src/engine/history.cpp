#include "engine/history.h"

#include <set>

namespace cohortscope::engine {

namespace {

// Tables that the steps keep in memory: going back to an older one is no longer possible.
constexpr std::size_t kMostTables = 3;

std::size_t tables_of(const std::deque<Step>& steps) {
    std::set<const data::Table*> tables;
    for (const Step& step : steps)
        if (step.document.table)
            tables.insert(step.document.table.get());
    return tables.size();
}

} // namespace

void History::edit(Document next, std::string_view gesture) {
    if (next == present_)
        return;
    steps_.resize(at_ + 1);
    back_to_.reset();
    if (!gesture.empty() && gesture == gesture_ && at_ > 0) {
        Step& step = steps_.back();
        step.words = words_between(steps_[at_ - 1].document, next);
        step.effect.clear();
        step.shown.reset();
        step.document = std::move(next);
    } else {
        std::string words = words_between(present_, next);
        steps_.push_back({std::move(next), std::move(words), {}, nullptr});
        ++at_;
    }
    gesture_ = gesture;
    present_ = steps_.back().document;
    if (at_ > 0 && present_ == steps_[at_ - 1].document) { // dragged there and back
        steps_.pop_back();
        --at_;
        gesture_.clear();
    }
    forget_oldest();
}

void History::open(Document next, const std::string& words,
                   const std::shared_ptr<const ShownFinal>& shown) {
    steps_.resize(present_.table ? at_ + 1 : 0);
    steps_.push_back({std::move(next), words, {}, shown});
    at_ = steps_.size() - 1;
    present_ = steps_.back().document;
    back_to_ = shown;
    gesture_.clear();
    forget_oldest();
}

void History::amend(Document next) {
    steps_[at_].document = next;
    present_ = std::move(next);
}

void History::forget_oldest() {
    while (steps_.size() > 1 && (steps_.size() > kMostSteps || tables_of(steps_) > kMostTables)) {
        steps_.pop_front();
        --at_;
    }
}

bool History::go_to(std::size_t step) {
    if (step >= steps_.size() || step == at_)
        return false;
    at_ = step;
    gesture_.clear();
    back_to_ = steps_[at_].shown;
    Document next = steps_[at_].document;
    next.view.light = present_.view.light;
    next.view.tab = present_.view.tab;
    amend(std::move(next));
    return true;
}

void History::landed(const std::shared_ptr<const ShownFinal>& shown, const std::string& effect) {
    Step& step = steps_[at_];
    if (step.shown == shown)
        return;
    if (!step.shown)
        step.effect = effect;
    step.shown = shown;
}

} // namespace cohortscope::engine
