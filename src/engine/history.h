// The steps of a session: every edit of the Document, and the way back.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "engine/document.h"

namespace cohortscope::engine {

inline constexpr std::size_t kMostSteps = 100; // beyond, the oldest go

struct Step {
    Document document;
    std::string words;                       // what was done; of the first step "start"
    std::string effect;                      // "4,310 of 205,785 rows changed group"; empty: none
    std::shared_ptr<const ShownFinal> shown; // its final; null until that has landed
};

// Used by one thread.
class History {
  public:
    History() : steps_(1) { steps_.front().words = "start"; }

    // The same object as long as the history lives: it may be referred to.
    const Document& present() const { return present_; }

    // Makes `next` the present. Edits with the same gesture, one after another, are one step: a
    // drag. After end_gesture() the next edit is a step of its own. One that changes nothing is
    // none; what had been undone is forgotten.
    void edit(Document next, std::string_view gesture);
    // A whole document from elsewhere is a step of its own, with these words; before any table is
    // there it is the first one. Its final, if that is known, brings its colours and names back.
    void open(Document next, const std::string& words,
              const std::shared_ptr<const ShownFinal>& shown);
    void end_gesture() { gesture_.clear(); }

    // Changes the present without a step: what only rides along.
    void amend(Document next);

    // False where there is nothing to go to. The view's theme and tab stay.
    bool undo() { return go_to(at_ - 1); }
    bool redo() { return go_to(at_ + 1); }
    bool go_to(std::size_t step);
    bool can_undo() const { return at_ > 0; }
    bool can_redo() const { return at_ + 1 < steps_.size(); }

    // The final of the present document, and what it changed, in words.
    void landed(const std::shared_ptr<const ShownFinal>& shown, const std::string& effect);

    // The final of a step gone back to; null after an edit, and where it never landed.
    const std::shared_ptr<const ShownFinal>& back_to() const { return back_to_; }

    const std::deque<Step>& steps() const { return steps_; }
    std::size_t at() const { return at_; }

  private:
    void forget_oldest();

    Document present_;
    std::deque<Step> steps_; // at least one
    std::size_t at_ = 0;
    std::shared_ptr<const ShownFinal> back_to_;
    std::string gesture_; // that the present step is being made by; empty: it is finished
};

} // namespace cohortscope::engine
