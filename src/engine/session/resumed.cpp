#include "engine/session/resumed.h"

#include <utility>

#include "engine/shown_identity.h"

namespace cohortscope::engine {

namespace {

using ShownPtr = std::shared_ptr<const ShownFinal>;

bool is_of(const ShownPtr& shown, const data::Table& table) {
    return shown && shown->table == table.fingerprint;
}

// A file may say anything of a final: its identity is taken where it has as many groups.
bool has_groups_of(const ShownFinal& shown, const Result& result) {
    return shown.identity.colour.size() == static_cast<std::size_t>(result.clustering->k);
}

// The final with the identity that follows from what the tracker has seen.
struct Followed {
    std::shared_ptr<Result> result;
    ShownPtr shown;
};

Followed follow(std::shared_ptr<Result> result, analysis::IdentityTracker tracker,
                const analysis::GivenNames& names) {
    tracker.follow_names(names);
    result->identity = identity_of(*result, tracker);
    auto shown = std::make_shared<const ShownFinal>(
        ShownFinal{result->prepared.table->fingerprint, result->settings, names, result->identity,
                   std::move(tracker)});
    return {std::move(result), std::move(shown)};
}

std::shared_ptr<Result> final_at(const Settings& settings, Pipeline& pipeline,
                                 base::Progress& progress) {
    return std::make_shared<Result>(*pipeline.final_result(settings, progress));
}

// Null where the baseline is of another table.
std::shared_ptr<const Result> baseline_of(const Document& document, Pipeline& pipeline,
                                          base::Progress& progress) {
    if (!is_of(document.baseline, *document.table))
        return nullptr;
    std::shared_ptr<Result> result = final_at(document.baseline->settings, pipeline, progress);
    if (!has_groups_of(*document.baseline, *result))
        return nullptr;
    result->identity = document.baseline->identity;
    return result;
}

bool is_own_final(const ShownFinal& shown, const Document& document, const Result& result) {
    return shown.settings == document.settings && shown.names == document.names &&
           has_groups_of(shown, result);
}

} // namespace

Resumed resume(const OpenedSession& opened, Pipeline& pipeline, base::Progress& progress) {
    const Document& document = opened.document;
    const ShownPtr shown = is_of(opened.shown, *document.table) ? opened.shown : nullptr;
    std::shared_ptr<Result> result = final_at(document.settings, pipeline, progress);
    std::shared_ptr<const Result> baseline = baseline_of(document, pipeline, progress);
    if (shown && is_own_final(*shown, document, *result)) {
        result->identity = shown->identity;
        return {std::move(result), std::move(baseline), shown};
    }
    if (!shown && !baseline && document.names.empty())
        return {std::move(result), nullptr, nullptr};
    const ShownPtr before = shown ? shown : baseline ? document.baseline : nullptr;
    Followed followed = follow(
        std::move(result), before ? before->tracker : analysis::IdentityTracker(), document.names);
    return {std::move(followed.result), std::move(baseline), std::move(followed.shown)};
}

ShownPtr pinned(const Settings& settings, const OpenedSession& opened, Pipeline& pipeline,
                base::Progress& progress) {
    std::shared_ptr<Result> result = final_at(settings, pipeline, progress);
    analysis::IdentityTracker tracker;
    if (is_of(opened.shown, *opened.document.table))
        tracker = opened.shown->tracker;
    return follow(std::move(result), std::move(tracker), opened.document.names).shown;
}

} // namespace cohortscope::engine
