#include "engine/labels_agreement.h"

#include "analysis/agreement.h"
#include "analysis/identity/identity.h"

namespace cohortscope::engine {

namespace {

using analysis::Label;

// The labels of the rows that both have, in the order of the file.
struct Common {
    std::vector<Label> first, second;
};

Common common_labels(std::span<const std::uint32_t> first_rows,
                     const std::vector<Label>& first_labels,
                     std::span<const std::uint32_t> second_rows,
                     const std::vector<Label>& second_labels) {
    Common common;
    std::size_t at = 0;
    for (std::size_t i = 0; i < first_rows.size(); ++i) {
        while (at < second_rows.size() && second_rows[at] < first_rows[i])
            ++at;
        if (at == second_rows.size())
            break;
        if (second_rows[at] == first_rows[i]) {
            common.first.push_back(first_labels[i]);
            common.second.push_back(second_labels[at]);
        }
    }
    return common;
}

double index_of(std::span<const Label> first, int k1, std::span<const Label> second, int k2) {
    return analysis::adjusted_rand_index(analysis::contingency(first, k1, second, k2), k1, k2);
}

} // namespace

double labels_agreement(const features::PreparedRows& first_rows, const analysis::Clustering& first,
                        const features::PreparedRows& second_rows,
                        const analysis::Clustering& second) {
    if (first_rows.rows == second_rows.rows)
        return index_of(first.labels, first.k, second.labels, second.k);
    const Common common =
        common_labels(first_rows.rows, first.labels, second_rows.rows, second.labels);
    if (common.first.empty())
        return 0.0;
    return index_of(common.first, first.k, common.second, second.k);
}

} // namespace cohortscope::engine
