// Results of one table whose rows, groups and colours are made by hand.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "support/fake_result.h"

namespace cohortscope::tests {

struct GroupsByHand {
    std::vector<std::uint32_t> rows;     // of the file, ascending
    std::vector<analysis::Label> labels; // one a row
    std::vector<int> colours;            // one a group
    std::vector<std::string> names = {}; // one a group, or none
};

inline engine::Result result_of(const GroupsByHand& groups) {
    engine::Result result;
    auto prepared = std::make_shared<features::PreparedRows>();
    prepared->rows = groups.rows;
    prepared->measure_spec = std::make_shared<schema::ColumnSpec>(*schema::built_in().find("ctc"));
    auto clustering = std::make_shared<analysis::Clustering>();
    clustering->labels = groups.labels;
    clustering->k = static_cast<int>(groups.colours.size());
    clustering->sizes.assign(groups.colours.size(), 0);
    for (const analysis::Label label : groups.labels)
        ++clustering->sizes[label];
    auto profiles = std::make_shared<analysis::Profiles>();
    profiles->clusters.resize(groups.colours.size());
    for (std::size_t i = 0; i < groups.colours.size(); ++i)
        profiles->clusters[i].name =
            groups.names.empty() ? "group " + std::to_string(groups.colours[i]) : groups.names[i];
    result.identity.colour = groups.colours;
    result.identity.given_name.resize(groups.colours.size());
    result.prepared.rows = prepared;
    result.clustering = clustering;
    result.profiles = profiles;
    return result;
}

// Some of `file` rows in k groups at random, about every tenth left out; colours are shuffled.
inline engine::Result random_groups(int k, std::uint32_t file, std::uint64_t seed) {
    base::Random random(seed);
    GroupsByHand groups;
    for (std::uint32_t row = 0; row < file; ++row)
        if (random.below(10) > 0) {
            groups.rows.push_back(row);
            groups.labels.push_back(static_cast<analysis::Label>(
                random.below(4) == 0 ? random.below(static_cast<std::uint64_t>(k))
                                     : row % static_cast<std::uint32_t>(k)));
        }
    for (int group = 0; group < k; ++group)
        groups.colours.push_back((group + static_cast<int>(seed)) % (k + 1));
    return result_of(groups);
}

} // namespace cohortscope::tests
