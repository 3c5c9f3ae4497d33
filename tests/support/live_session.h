// A history whose present the live worker answers, without a window; what comes back is compared.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "engine/changes.h"
#include "engine/fitted_settings.h"
#include "engine/history.h"
#include "engine/live.h"
#include "engine/moves.h"

namespace cohortscope::tests {

// What of a step has to come back.
struct Seen {
    engine::Document document;
    bool refused = false; // by the worker: then there is no result, and the rest is empty
    std::shared_ptr<const data::Table> table;
    analysis::Identity identity;
    std::vector<analysis::Label> labels;
    base::Fingerprint rows, matrix, projection;
    base::Fingerprint numbers; // centres, inertia, explained variance, profiles: of their bits
    std::vector<std::string> names;
    std::size_t selected = 0;
    std::vector<std::size_t> selected_rows; // by cluster
    std::size_t moved = 0;                  // since the baseline
    std::vector<std::size_t> flows;
    bool operator==(const Seen&) const = default;
};

// What differs, for a failure's words; empty where nothing does.
inline std::string difference(const Seen& a, const Seen& b) {
    std::string words;
    const auto tell = [&](const char* what, bool same) { words += same ? "" : what; };
    tell("document ", a.document == b.document);
    tell("refused ", a.refused == b.refused);
    tell("table ", a.table == b.table);
    tell("identity ", a.identity == b.identity);
    tell("labels ", a.labels == b.labels);
    tell("rows ", a.rows == b.rows);
    tell("matrix ", a.matrix == b.matrix);
    tell("projection ", a.projection == b.projection);
    tell("numbers ", a.numbers == b.numbers);
    tell("names ", a.names == b.names);
    tell("selected ", a.selected == b.selected && a.selected_rows == b.selected_rows);
    tell("changes ", a.moved == b.moved && a.flows == b.flows);
    return words;
}

class LiveSession {
  public:
    explicit LiveSession(const std::shared_ptr<const data::Table>& table,
                         engine::Settings settings = {}) {
        live_.load_table(table);
        live_.request(settings, false);
        const engine::LiveState state = wait([](const engine::LiveState& s) {
            return s.result && s.result->final_result && !s.computing;
        });
        engine::Document first = history.present();
        first.table = table;
        first.settings = state.result->settings;
        history.amend(std::move(first));
    }

    template <class Change> void edit(const Change& change) {
        engine::Document next = history.present();
        change(next, live_.state());
        history.edit(std::move(next), {});
    }

    // As a window takes over a file that was dropped on it.
    void drop(const std::shared_ptr<const data::Table>& table) {
        const engine::Document& present = history.present();
        live_.load_table(table);
        const engine::LiveState state = wait([&](const engine::LiveState& s) {
            return !s.computing && (!s.error.empty() ||
                                    (s.result->prepared.table == table && s.result->final_result));
        });
        if (state.result->prepared.table != table) { // it has no result with these settings
            live_.load_table(present.table);         // so that nothing is said any more
            wait([](const engine::LiveState& s) { return !s.computing && s.error.empty(); });
            return;
        }
        engine::Document next = present;
        next.table = table;
        next.settings =
            *present.settings.schema == *state.result->settings.schema
                ? engine::fit_settings(present.settings, *state.result->prepared.bound).settings
                : state.result->settings;
        if (present.table->fingerprint != table->fingerprint) {
            next.baseline.reset();
            next.names.clear();
            next.selection.reset();
            next.sets.clear();
        }
        history.edit(std::move(next), {});
    }

    // Asks for the present document, and waits for nothing.
    void ask() {
        const engine::Document& present = history.present();
        live_.request({present.table,
                       present.settings,
                       present.names,
                       history.back_to(),
                       present.baseline,
                       present.selection,
                       {}},
                      false);
    }

    // The final of the present document.
    Seen see() {
        ask();
        const engine::Document& present = history.present();
        const engine::LiveState state = wait([&](const engine::LiveState& s) {
            return !s.computing && (!s.error.empty() || answers(s, present));
        });
        error = state.error;
        if (!error.empty()) {
            Seen seen;
            seen.document = present;
            seen.refused = true;
            return seen;
        }
        history.landed(state.shown_final, {});
        return seen_of(state, present);
    }

    engine::History history;
    std::string error; // of the last see()

  private:
    bool answers(const engine::LiveState& s, const engine::Document& present) const {
        return s.shown_final && s.result->settings == present.settings &&
               s.result->prepared.table == present.table && s.shown_final->names == present.names &&
               (!history.back_to() || s.shown_final == history.back_to()) &&
               bool(s.selected) == bool(present.selection) &&
               (!s.selected ||
                (s.selected->of == s.result && *s.selected->rows == *present.selection)) &&
               bool(s.baseline) == bool(present.baseline) &&
               bool(s.changes) == bool(present.baseline) &&
               (!s.baseline || s.baseline->settings == present.baseline->settings);
    }

    static base::Fingerprint numbers_of(const engine::Result& result) {
        base::Hasher hasher;
        const auto add = [&](const std::vector<double>& values) {
            hasher.add(base::fingerprint_of(std::span<const double>(values)));
        };
        add(result.clustering->centres);
        add({result.clustering->inertia});
        add(result.pca->explained_variance_ratio);
        for (const analysis::ClusterProfile& profile : result.profiles->clusters) {
            add(profile.feature_means);
            add({profile.measure_mean, profile.measure_q1, profile.measure_median,
                 profile.measure_q3, profile.outcome_mean});
        }
        return hasher.finish();
    }

    static Seen seen_of(const engine::LiveState& state, const engine::Document& present) {
        const engine::Result& result = *state.result;
        Seen seen;
        seen.document = present;
        seen.table = result.prepared.table;
        seen.identity = result.identity;
        seen.labels = result.clustering->labels;
        seen.rows = result.prepared.rows->fingerprint;
        seen.matrix = result.prepared.matrix->fingerprint;
        seen.projection = result.projection_key;
        seen.numbers = numbers_of(result);
        for (int cluster = 0; cluster < result.clustering->k; ++cluster)
            seen.names.push_back(result.name(cluster));
        if (state.selected) {
            seen.selected = state.selected->stats.all.selected;
            for (const engine::SelectedShare& share : state.selected->stats.clusters)
                seen.selected_rows.push_back(share.selected);
        }
        if (state.changes) {
            seen.moved = state.changes->moved;
            seen.flows = state.changes->flows.counts;
        }
        return seen;
    }

    template <class Done> engine::LiveState wait(const Done& done) {
        for (int i = 0; i < 20'000; ++i) {
            engine::LiveState state = live_.state();
            if (done(state))
                return state;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        const engine::LiveState s = live_.state();
        const engine::Document& present = history.present();
        FAIL("what was waited for did not come after: "
             << history.steps()[history.at()].words << ": computing " << s.computing << ", final "
             << s.result->final_result << ", its table "
             << (s.result->prepared.table == present.table) << ", settings "
             << (s.result->settings == present.settings) << ", names "
             << (s.shown_final && s.shown_final->names == present.names) << ", back "
             << (!history.back_to() || s.shown_final == history.back_to()) << ", selected "
             << bool(s.selected) << bool(present.selection) << ", baseline " << bool(s.baseline)
             << bool(s.changes) << bool(present.baseline) << ", its settings "
             << (s.baseline && present.baseline &&
                 s.baseline->settings == present.baseline->settings)
             << ", the rows selected "
             << (s.selected && present.selection && *s.selected->rows == *present.selection)
             << ", of the result " << (s.selected && s.selected->of == s.result));
        return {};
    }

    engine::Live live_{[] {}, {0.0, 5.0}};
};

} // namespace cohortscope::tests
