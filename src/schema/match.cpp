#include "schema/match.h"

#include <algorithm>
#include <functional>

namespace cohortscope::schema {

namespace {

struct Candidate {
    std::string_view name;
    std::string bare;
    TableColumn column;
    bool taken = false;
};

std::vector<Candidate> candidates_of(const data::Table& table) {
    std::vector<Candidate> candidates;
    for (const data::NumericColumn& column : table.numeric)
        candidates.push_back({column.name, bare_name(column.name), {&column, nullptr}});
    for (const data::TextColumn& column : table.text)
        candidates.push_back({column.name, bare_name(column.name), {nullptr, &column}});
    return candidates;
}

} // namespace

std::string bare_name(std::string_view name) {
    std::string bare;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (kept)
            bare += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return bare;
}

std::vector<TableColumn> match_columns(const Schema& schema, const data::Table& table) {
    std::vector<Candidate> candidates = candidates_of(table);
    std::vector<TableColumn> matched(schema.columns.size());
    using Fits = std::function<bool(const ColumnSpec&, const Candidate&)>;
    const auto pass = [&](const Fits& fits) {
        for (std::size_t i = 0; i < matched.size(); ++i) {
            if (matched[i].there())
                continue;
            const auto found = std::ranges::find_if(candidates, [&](const Candidate& candidate) {
                return !candidate.taken && fits(schema.columns[i], candidate);
            });
            if (found == candidates.end())
                continue;
            matched[i] = found->column;
            found->taken = true;
        }
    };
    pass([](const ColumnSpec& spec, const Candidate& candidate) {
        return spec.name == candidate.name;
    });
    pass([](const ColumnSpec& spec, const Candidate& candidate) {
        return !candidate.bare.empty() && bare_name(spec.name) == candidate.bare;
    });
    pass([](const ColumnSpec& spec, const Candidate& candidate) {
        return std::ranges::find(spec.other_names, candidate.bare) != spec.other_names.end();
    });
    return matched;
}

} // namespace cohortscope::schema
