// The benchmark and the underpaid as tables that leave: nobody is given away by subtraction.
#include "report/tables/peer_sheets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "analysis/peers/peers.h"
#include "engine/peer_study.h"
#include "report/tables/result_sheets.h"
#include "support/analysed_sample.h"

using namespace cohortscope;
using report::Cell;
using report::Sheet;

namespace {

engine::PeerStudy studied(const engine::Result& result) {
    base::Progress progress;
    return engine::study_peers(result, progress);
}

std::vector<Sheet> sheets_of(std::size_t smallest) {
    const auto& result = *tests::analysed_sample();
    return report::peer_sheets(result, studied(result), report::figures_of(result, smallest));
}

const Cell& cell(const Sheet& sheet, const std::vector<Cell>& row, const std::string& column) {
    const auto found = std::ranges::find(sheet.columns, column, &report::SheetColumn::name);
    REQUIRE(found != sheet.columns.end());
    return row[static_cast<std::size_t>(found - sheet.columns.begin())];
}

std::string text(const Sheet& sheet, const std::vector<Cell>& row, const std::string& column) {
    return std::get<std::string>(cell(sheet, row, column));
}

// What someone knows who adds and subtracts: counts given, and sums that they have to have.
class Attack {
  public:
    void take(const std::string& name, const Cell& given) {
        const std::size_t variable = number_of(name);
        if (const auto* count = std::get_if<long long>(&given))
            add({{variable, 1.0}}, static_cast<double>(*count));
        else
            hidden_.insert(variable);
    }
    // The sum of the parts is the whole.
    void take_sum(const std::vector<std::string>& parts, const std::string& whole) {
        std::map<std::size_t, double> terms;
        for (const std::string& part : parts)
            terms[number_of(part)] += 1.0;
        terms[number_of(whole)] -= 1.0;
        add(terms, 0.0);
    }
    std::size_t hidden() const { return hidden_.size(); }

    // Hidden counts that follow, by elimination.
    std::size_t found() {
        std::size_t row = 0;
        for (std::size_t column = 0; column < numbers_.size() && row < equations_.size();
             ++column) {
            const auto pivot =
                std::max_element(equations_.begin() + static_cast<std::ptrdiff_t>(row),
                                 equations_.end(), [&](auto& a, auto& b) {
                                     return std::abs(at(a, column)) < std::abs(at(b, column));
                                 });
            if (std::abs(at(*pivot, column)) < 1e-9)
                continue;
            std::iter_swap(equations_.begin() + static_cast<std::ptrdiff_t>(row), pivot);
            reduce(row++, column);
        }
        std::size_t known = 0;
        for (const auto& equation : equations_)
            if (equation.size() == 1 && hidden_.contains(equation.begin()->first))
                ++known;
        return known;
    }

  private:
    using Equation = std::map<std::size_t, double>;
    static double at(const Equation& equation, std::size_t column) {
        const auto found = equation.find(column);
        return found == equation.end() ? 0.0 : found->second;
    }
    std::size_t number_of(const std::string& name) {
        return numbers_.emplace(name, numbers_.size()).first->second;
    }
    void add(const Equation& terms, double) { equations_.push_back(terms); }
    void reduce(std::size_t row, std::size_t column) {
        const double scale = at(equations_[row], column);
        for (auto& [variable, factor] : equations_[row])
            factor /= scale;
        for (std::size_t other = 0; other < equations_.size(); ++other) {
            const double factor = other == row ? 0.0 : at(equations_[other], column);
            if (factor == 0.0)
                continue;
            for (const auto& [variable, value] : equations_[row])
                if (std::abs(equations_[other][variable] -= factor * value) < 1e-9)
                    equations_[other].erase(variable);
        }
    }

    std::map<std::string, std::size_t> numbers_;
    std::set<std::size_t> hidden_;
    std::vector<Equation> equations_; // left sides: what follows does not depend on the values
};

void take_benchmark(Attack& attack, const Sheet& sheet) {
    std::map<std::string, std::vector<std::string>> by_category, by_band;
    for (const std::vector<Cell>& row : sheet.rows) {
        const std::string category = text(sheet, row, "category"), band = text(sheet, row, "band");
        const std::string name = category + "|" + band;
        attack.take(name, cell(sheet, row, "rows"));
        if (band != "all")
            by_category[category].push_back(name);
        if (category != "all")
            by_band[band].push_back(name);
    }
    for (const auto& [category, cells] : by_category)
        attack.take_sum(cells, category + "|all");
    for (const auto& [band, cells] : by_band)
        attack.take_sum(cells, "all|" + band);
}

void take_underpaid(Attack& attack, const Sheet& sheet) {
    const std::vector<std::string> kinds = {"underpaid", "without_peers"};
    std::map<std::string, std::vector<std::string>> parts;
    for (const std::vector<Cell>& row : sheet.rows) {
        const std::string by = text(sheet, row, "by"), part = text(sheet, row, "part");
        // Totals of categories and bands are those of the benchmark.
        const std::string rows = by == "all"            ? "all|all"
                                 : by == "job_position" ? part + "|all"
                                 : by == "experience"   ? "all|" + part
                                                        : by + part;
        attack.take(rows, cell(sheet, row, "rows"));
        std::vector<std::string> counts;
        for (const std::string& kind : kinds) {
            counts.push_back(by + part + kind);
            attack.take(counts.back(), cell(sheet, row, kind));
            if (by != "all")
                parts[by + "\t" + kind].push_back(counts.back());
        }
        counts.push_back(by + part + "others");
        attack.take_sum(counts, rows);
    }
    for (const auto& [name, counts] : parts)
        attack.take_sum(counts, "allall" + name.substr(name.find('\t') + 1));
}

} // namespace

TEST_CASE("a study of peers gives two sheets with whole rows, a line without peers none") {
    const std::vector<Sheet> sheets = sheets_of(10);
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[0].name == "benchmark");
    CHECK(sheets[1].name == "underpaid");
    for (const Sheet& sheet : sheets) {
        CHECK(std::ranges::count(report::sheet_names(), sheet.name) == 1);
        for (const std::vector<Cell>& row : sheet.rows)
            CHECK(row.size() == sheet.columns.size());
    }
    const auto& result = *tests::analysed_sample();
    engine::PeerStudy none = studied(result);
    none.peers = nullptr;
    CHECK(report::peer_sheets(result, none, report::figures_of(result, 10)).empty());
}

TEST_CASE("no count from 1 to 9 stands in them, nor the quartiles of so few") {
    for (const Sheet& sheet : sheets_of(10))
        for (const std::vector<Cell>& row : sheet.rows)
            for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
                const auto* count = std::get_if<long long>(&row[column]);
                CHECK((count == nullptr || *count == 0 || *count >= 10));
            }
}

TEST_CASE("the attack finds what follows by subtraction") {
    Attack attack;
    attack.take("a", Cell(12LL));
    attack.take("b", Cell(report::Suppressed{}));
    attack.take("whole", Cell(15LL));
    attack.take_sum({"a", "b"}, "whole");
    CHECK(attack.found() == 1);
}

TEST_CASE("adding and subtracting finds no hidden count") {
    for (const std::size_t smallest : {std::size_t{10}, std::size_t{40}}) {
        Attack attack;
        const std::vector<Sheet> sheets = sheets_of(smallest);
        take_benchmark(attack, sheets[0]);
        take_underpaid(attack, sheets[1]);
        CAPTURE(smallest);
        CHECK(attack.hidden() > 0);
        CHECK(attack.found() == 0);
    }
}

TEST_CASE("nor do rows, underpaid and those without peers leave a few others") {
    const Sheet sheet = sheets_of(10)[1];
    for (const std::vector<Cell>& row : sheet.rows) {
        const auto* rows = std::get_if<long long>(&cell(sheet, row, "rows"));
        const auto* low = std::get_if<long long>(&cell(sheet, row, "underpaid"));
        const auto* without = std::get_if<long long>(&cell(sheet, row, "without_peers"));
        if (rows == nullptr || low == nullptr || without == nullptr)
            continue;
        const long long others = *rows - *low - *without;
        CHECK((others == 0 || others >= 10));
    }
}

TEST_CASE("with every count given the sheets have the study's numbers") {
    const auto& result = *tests::analysed_sample();
    const engine::PeerStudy study = studied(result);
    const std::vector<Sheet> sheets = sheets_of(1);
    const std::vector<Cell>& all = sheets[1].rows.front();
    CHECK(cell(sheets[1], all, "underpaid") ==
          Cell(static_cast<long long>(study.peers->underpaid.underpaid)));
    CHECK(std::get<double>(cell(sheets[1], all, "share")) == study.peers->underpaid.share());
    CHECK(std::get<double>(cell(sheets[0], sheets[0].rows.front(), "median")) ==
          study.peers->all.median);
}
