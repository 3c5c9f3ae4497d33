// Writes contrasts of a table's rows as JSON, for tests/scripts/contrast_agreement_test.py, which
// names the table and the file in two variables of the environment.
#include <cmath>
#include <cstdlib>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "analysis/contrast/contrast_words.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/random.h"
#include "engine/fitted_settings.h"
#include "engine/known_tables.h"
#include "engine/pipeline.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using nlohmann::json;

namespace {

constexpr const char* kKinds[] = {"measure", "number", "id_rows", "outcome", "names"};

std::string kind_of(ContrastKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

json pair_of(const Interval& interval) { return {interval.low, interval.high}; }

json json_of(const NumberContrast& number) {
    return {{"kind", kind_of(number.kind)},
            {"slot", number.slot},
            {"n", number.n},
            {"mean", number.mean},
            {"quartiles", number.quartiles},
            {"effect", number.effect},
            {"effect_interval", pair_of(number.effect_interval)},
            {"mean_difference", number.mean_difference},
            {"mean_interval", pair_of(number.mean_interval)},
            {"p", number.p},
            {"p_adjusted", number.p_adjusted}};
}

json json_of(const ShareContrast& share) {
    return {{"n", share.n},
            {"rows", share.rows},
            {"difference", share.difference},
            {"interval", pair_of(share.interval)},
            {"p", share.p},
            {"p_adjusted", share.p_adjusted}};
}

json json_of(const NamesContrast& names) {
    json made = {{"slot", names.slot},
                 {"chi_square", names.chi_square},
                 {"names_seen", names.names_seen},
                 {"effect", names.effect},
                 {"effect_interval", pair_of(names.effect_interval)},
                 {"p", names.p},
                 {"p_adjusted", names.p_adjusted},
                 {"names", json::array()}};
    for (const NameContrast& name : names.names) {
        made["names"].push_back(json_of(name.share));
        made["names"].back()["code"] = name.code;
    }
    return made;
}

json json_of(const Contrast& contrast) {
    json made = {{"rows", contrast.rows},
                 {"tests", contrast.tests},
                 {"numbers", json::array()},
                 {"names", json::array()},
                 {"ranking", json::array()}};
    for (const NumberContrast& number : contrast.numbers)
        made["numbers"].push_back(json_of(number));
    for (const NamesContrast& names : contrast.names)
        made["names"].push_back(json_of(names));
    if (contrast.outcome)
        made["outcome"] = json_of(*contrast.outcome);
    for (const Ranked& entry : contrast.ranking)
        made["ranking"].push_back({{"kind", kind_of(entry.kind)},
                                   {"slot", entry.slot},
                                   {"code", entry.code},
                                   {"effect", entry.effect},
                                   {"telling", entry.telling}});
    return made;
}

// The columns as they are compared, so that the peer needs no step of the program.
json columns_of(const features::PreparedRows& rows) {
    json columns = {{"numbers", json::array()}, {"names", json::array()}};
    for (const RankedColumn& column : rank_columns(rows).columns) {
        const features::Column<double>& values =
            column.kind == ContrastKind::measure   ? rows.measure
            : column.kind == ContrastKind::id_rows ? rows.id_rows
            : column.kind == ContrastKind::outcome ? rows.outcome
                                                   : rows.numbers[column.slot].values;
        columns["numbers"].push_back(
            {{"kind", kind_of(column.kind)},
             {"slot", column.slot},
             {"values", std::vector<double>(values.begin(), values.end())}});
    }
    for (const features::NamesSlot& slot : rows.names)
        columns["names"].push_back(
            std::vector<std::int32_t>(slot.text.codes.begin(), slot.text.codes.end()));
    return columns;
}

// Large and small groups, at random and by a column.
std::vector<std::vector<Side>> selections(const features::PreparedRows& rows) {
    const std::size_t n = rows.rows.size();
    std::vector<std::vector<Side>> made(6, std::vector<Side>(n, 2));
    base::Random random(5);
    const double middle = rows.measure[rows.by_measure[n / 2]];
    for (std::size_t row = 0; row < n; ++row) {
        made[0][row] = rows.measure[row] > middle ? 1 : 2;
        made[1][row] = static_cast<Side>(random.below(3));
        made[2][row] = row < 40 ? 1 : 2;
        made[3][row] = row % (n / 5) == 0 ? 1 : 2;
        made[4][row] = rows.names.empty() || rows.names[0].text.codes[row] > 3 ? 2 : 1;
        made[5][row] = row < 2 ? 1 : row < 1000 ? 2 : 0;
    }
    return made;
}

} // namespace

TEST_CASE("contrasts are written for their peer" * doctest::skip()) {
    const char* table_path = std::getenv("COHORTSCOPE_CONTRAST_TABLE");
    const char* json_path = std::getenv("COHORTSCOPE_CONTRAST_JSON");
    REQUIRE(table_path != nullptr);
    REQUIRE(json_path != nullptr);
    base::Progress progress;
    const auto table =
        std::make_shared<const data::Table>(engine::table_of_file(table_path, {}, progress));
    const engine::Settings settings = engine::fit_settings({}, table).settings;
    engine::Pipeline pipeline(table);
    const features::PreparedRows rows = *pipeline.prepare(settings).rows;
    const ContrastRanks ranks = rank_columns(rows);
    json made = {{"columns", columns_of(rows)}, {"contrasts", json::array()}};
    for (const std::vector<Side>& sides : selections(rows)) {
        const Contrast compared = contrast(rows, ranks, sides);
        made["contrasts"].push_back(json_of(compared));
        made["contrasts"].back()["sides"] = sides;
        made["contrasts"].back()["words"] = contrast_sentence(compared, rows, *settings.schema);
    }
    base::write_file(json_path, made.dump());
}
