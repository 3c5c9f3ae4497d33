#include "engine/history.h"

#include <set>

namespace cohortscope::engine {

namespace {

// Tables in memory, the present one among them: so many whatever they take, and more while all
// together take no more bytes than that. Going back to one that is let go is no longer possible.
constexpr std::size_t kLeastTables = 3;
constexpr std::size_t kMostTableBytes = 256'000'000;

// Of the cells, and of the texts that they stand for: one block a column (data::Dictionary).
std::size_t bytes_of(const data::Table& table) {
    std::size_t bytes = 0;
    for (const data::NumericColumn& column : table.numeric)
        bytes += column.values.size() * sizeof(double);
    for (const data::TextColumn& column : table.text) {
        bytes += column.codes.size() * sizeof(std::int32_t);
        const std::size_t texts = column.dictionary.size();
        if (texts == 0)
            continue;
        const std::string_view last = column.dictionary.at(texts - 1);
        bytes +=
            static_cast<std::size_t>(last.data() + last.size() - column.dictionary.at(0).data()) +
            texts * sizeof(std::size_t);
    }
    return bytes;
}

bool keeps_too_many(const std::deque<Step>& steps) {
    if (steps.size() > kMostSteps)
        return true;
    std::set<const data::Table*> tables;
    std::size_t bytes = 0;
    for (const Step& step : steps)
        if (step.document.table && tables.insert(step.document.table.get()).second)
            bytes += bytes_of(*step.document.table);
    return tables.size() > kLeastTables && bytes > kMostTableBytes;
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
    while (steps_.size() > 1 && keeps_too_many(steps_)) {
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
