// Tables of any columns for tests of schemas, by a slow and plain reader of CSV.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/random.h"
#include "data/missing.h"
#include "data/number_text.h"
#include "data/table.h"
#include "support/plain_csv.h"

namespace cohortscope::tests {

// A column of numbers where every present cell is one, else of text.
inline void add_plain_column(data::Table& table, const testing::Records& records, std::size_t at) {
    data::NumericColumn numbers{records.front()[at], {}};
    data::TextColumn texts{records.front()[at], {}, {}};
    std::map<std::string, std::int32_t> codes;
    bool numeric = true, present = false;
    for (std::size_t row = 1; row < records.size(); ++row) {
        const std::string& cell = records[row].at(at);
        const bool missing = data::is_missing(cell);
        const auto number = missing ? std::nullopt : data::read_number(cell, {});
        numbers.values.push_back(number ? number->value : std::numeric_limits<double>::quiet_NaN());
        numeric = numeric && (missing || number);
        present = present || !missing;
        if (!missing && !codes.contains(cell))
            codes[cell] = texts.dictionary.append(cell);
        texts.codes.push_back(missing ? data::kMissingCode : codes[cell]);
    }
    if (numeric && present)
        table.numeric.push_back(std::move(numbers));
    else
        table.text.push_back(std::move(texts));
}

inline data::Table plain_table(const testing::Records& records) {
    data::Table table;
    table.source = "t.csv";
    table.rows = records.size() - 1;
    for (std::size_t at = 0; at < records.front().size(); ++at)
        if (!records.front()[at].empty()) {
            add_plain_column(table, records, at);
            table.order.push_back(records.front()[at]);
        }
    table.fingerprint = data::fingerprint_of_columns(table);
    return table;
}

inline std::shared_ptr<const data::Table> plain_table(const std::string& csv) {
    return std::make_shared<const data::Table>(plain_table(testing::read_plain(csv).value()));
}

// The records of a file in ../shared/data; nothing, and said, where it is absent.
inline testing::Records shared_records(const std::string& name) {
    const std::string path = std::string(COHORTSCOPE_SOURCE_DIR) + "/../shared/data/" + name;
    if (!std::filesystem::exists(path)) {
        MESSAGE("skipped: ", name, " is not beside the checkout");
        return {};
    }
    return testing::read_plain(base::read_file(path)).value();
}

// A random order of the rows behind the header.
inline testing::Records shuffled(testing::Records records) {
    base::Random random(7);
    for (std::size_t row = records.size() - 1; row > 1; --row)
        std::swap(records[row], records[1 + random.below(row)]);
    return records;
}

} // namespace cohortscope::tests
