#include "ui/studies/study_tabs_state.h"

#include <algorithm>

#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

using engine::Study;
using engine::StudyView;

constexpr double kProgressSeconds = 0.1; // between two pictures of a progress bar
constexpr double kFadeSeconds = 0.2;     // quick studies are current again before it shows

// Stability looks at K-Means' clusters whatever is shown, and its picture has their names.
bool can_study(Study study, const engine::Result& result) {
    return study != Study::stability || result.settings.method == engine::Method::kmeans;
}

// Whether its picture has the clusters' names and colours, or stands for rows.
bool needs_result(Study study) {
    return study == Study::silhouette || study == Study::compare || study == Study::stability ||
           study == Study::ward || study == Study::explain || study == Study::peers;
}

// A value that was not seen before was found for the result that was asked for last.
void see(StudyAsk& ask, const std::shared_ptr<const engine::StudyValue>& value) {
    constexpr std::size_t kSeen = 3; // the latest found, and the present one where it is another
    const auto known = std::ranges::find(ask.seen, value, &StudyAsk::Seen::value);
    if (known != ask.seen.end())
        std::rotate(known, known + 1, ask.seen.end());
    else
        ask.seen.push_back({value, ask.requested_for});
    if (ask.seen.size() > kSeen)
        ask.seen.erase(ask.seen.begin());
}

void follow_value(Frame& frame, Study study) {
    const StudyView& view = frame.studies[study];
    StudyAsk& ask = frame.view.studies[study];
    if (view.value && needs_result(study)) {
        see(ask, view.value);
        if (view.current && can_study(study, *frame.result()))
            ask.seen.back().of = frame.live.result;
    }
    const bool stale = view.value && !view.current && !is_preview(frame, view);
    if (!stale)
        ask.stale_since = -1.0;
    else if (ask.stale_since < 0.0)
        ask.stale_since = frame.input.seconds;
    if (stale && greyness(frame, study) < 1.0f)
        frame.out.animating = true;
}

bool is_under_way(const StudyView& view) {
    return view.phase != StudyView::Phase::idle && view.running_for_present;
}

bool is_wanted(const Frame& frame, Study study) {
    const engine::Result& result = *frame.result();
    const StudyView& view = frame.studies[study];
    const StudyAsk& ask = frame.view.studies[study];
    if (view.complete || is_under_way(view) || !can_study(study, result))
        return false;
    if (ask.given_up == engine::study_key(study, result) || (!view.error.empty() && !ask.retry))
        return false;
    if (!result.final_result) // refreshed once
        return study == Study::elbow && ask.requested_for != frame.live.result;
    return ask.asked || !is_slow(study);
}

void want(Frame& frame, Study study) {
    StudyAsk& ask = frame.view.studies[study];
    if (frame.studies[study].complete)
        ask.asked = false;
    if (!is_wanted(frame, study))
        return;
    frame.out.wanted.push_back(study);
    ask.retry = false;
    ask.requested_for = frame.live.result;
}

} // namespace

void open_tab(View& view, const Tab& tab) {
    view.tab = tab.name;
    for (const Study study : tab.studies)
        view.studies[study].asked = true;
}

const Tab* find_tab(std::string_view name) {
    const auto found = std::ranges::find(all_tabs(), name, &Tab::name);
    return found == all_tabs().end() ? nullptr : &*found;
}

bool is_slow(Study study) {
    return study == Study::silhouette || study == Study::stability || study == Study::sensitivity;
}

// It stays until the first final part lands.
bool is_preview(const Frame& frame, const StudyView& view) {
    const auto* elbow = engine::value_in<engine::Elbow>(view);
    return elbow != nullptr && elbow->warm &&
           (!frame.result()->final_result || view.phase != StudyView::Phase::idle);
}

float greyness(const Frame& frame, Study study) {
    const double since = frame.view.studies[study].stale_since;
    if (since < 0.0)
        return 0.0f;
    return static_cast<float>(std::clamp((frame.input.seconds - since) / kFadeSeconds, 0.0, 1.0));
}

void follow_studies(Frame& frame) {
    if (frame.result() == nullptr)
        return;
    for (const Study study : engine::kAllStudies)
        follow_value(frame, study);
    const Tab* tab = find_tab(frame.view.tab);
    if (tab->main != Study::peers)
        frame.view.peers.list.typing = false;
    frame.out.front.assign(tab->studies.begin(), tab->studies.end());
    for (const Study study : tab->studies) {
        want(frame, study);
        if (frame.studies[study].phase != StudyView::Phase::idle)
            frame.out.next_frame_s = kProgressSeconds;
    }
    if (frame.view.peers.colours >= 0 && tab->main != Study::peers)
        want(frame, Study::peers);
}

} // namespace cohortscope::ui
