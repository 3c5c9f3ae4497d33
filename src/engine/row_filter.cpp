#include "engine/row_filter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "base/parallel.h"

namespace cohortscope::engine {

namespace {

using Kind = FilterTerm::Kind;
using Flags = std::vector<std::uint8_t>;

// Whether `text` has `wanted` in it, which is in lower case and not empty.
bool contains(std::string_view text, std::string_view wanted) {
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
    };
    return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

bool meets(const FilterTerm& term, std::string_view name) {
    if (term.kind == Kind::is)
        return name.size() == term.text.size() && contains(name, term.text);
    return term.text.empty() || contains(name, term.text);
}

// For each name whether it meets the condition: names are looked at once, however many rows have
// them.
Flags names_that_meet(const FilterTerm& term, const data::Dictionary& names) {
    constexpr std::size_t kNamesOfTask = 4096;
    Flags flags(names.size());
    base::for_each_chunk(names.size(), kNamesOfTask, [&](const base::Chunk& chunk) {
        for (std::size_t code = chunk.begin; code < chunk.end; ++code)
            flags[code] = meets(term, names.at(code));
    });
    return flags;
}

bool any(const Flags& flags) { return std::ranges::find(flags, 1) != flags.end(); }

// A text condition on one column, ready for the rows.
struct NamesTest {
    NamesTest(const FilterTerm& term, const RowColumn& column, const Prepared& prepared)
        : used(prepared, column) {
        if (column.raw.text != nullptr) {
            raw = column.raw.text->codes.data();
            of_raw = names_that_meet(term, column.raw.text->dictionary);
        }
        if (used.any()) {
            of_filled = names_that_meet(term, *used.filled().names);
            if (used.lumped().names != used.filled().names)
                of_lumped = names_that_meet(term, *used.lumped().names);
        }
    }
    bool can_hold() const { return any(of_raw) || any(of_filled) || any(of_lumped); }
    static bool at(const Flags& flags, std::int32_t code) {
        return code != data::kMissingCode && flags[static_cast<std::size_t>(code)] != 0;
    }
    bool operator()(std::size_t position, std::uint32_t row) const {
        return (!of_raw.empty() && at(of_raw, raw[row])) ||
               (!of_filled.empty() && at(of_filled, used.filled_code(position))) ||
               (!of_lumped.empty() && at(of_lumped, used.lumped_code(position)));
    }

    UsedNames used;
    const std::int32_t* raw = nullptr; // rows of the table
    Flags of_raw, of_filled, of_lumped;
};

struct NumberTest {
    NumberTest(const FilterTerm& term, const RowColumn& column, const Prepared& prepared)
        : low(term.low), high(term.high), raw(column.raw.numeric->values.data()),
          used(prepared, column) {}
    bool inside(double value) const { return value >= low && value <= high; } // NaN: not
    bool operator()(std::size_t position, std::uint32_t row) const {
        return inside(raw[row]) || (used.any() && inside(used[position]));
    }

    double low, high;
    const double* raw; // rows of the table
    UsedNumbers used;
};

// Which rows meet a filter, condition by condition.
class Evaluation {
  public:
    Evaluation(const RowColumns& columns, const Result& result, base::Progress& progress)
        : columns_(columns), result_(result), progress_(progress), flags_(result.rows(), 1) {}
    void apply(const FilterTerm& term);
    base::Buffer<std::uint8_t> take() { return std::move(flags_); }

  private:
    template <class Test> void keep(const Test& test) {
        const std::uint32_t* rows = result_.prepared.rows->rows.data();
        base::for_each_chunk(flags_.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            progress_.checkpoint();
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                flags_[i] = flags_[i] != 0 && test(i, rows[i]);
        });
    }
    void keep_missing(const RowColumn& column);
    void keep_word(const FilterTerm& term);

    const RowColumns& columns_;
    const Result& result_;
    base::Progress& progress_;
    base::Buffer<std::uint8_t> flags_;
};

void Evaluation::keep_missing(const RowColumn& column) {
    if (column.has_numbers()) {
        const double* values = column.raw.numeric->values.data();
        return keep([=](std::size_t, std::uint32_t row) { return std::isnan(values[row]); });
    }
    const std::int32_t* codes = column.raw.text->codes.data();
    keep([=](std::size_t, std::uint32_t row) { return codes[row] == data::kMissingCode; });
}

void Evaluation::keep_word(const FilterTerm& term) {
    std::vector<NamesTest> tests;
    for (const RowColumn& column : columns_.columns)
        if (column.has_text())
            tests.emplace_back(term, column, result_.prepared);
    std::erase_if(tests, [](const NamesTest& test) { return !test.can_hold(); });
    const std::uint32_t* rows = result_.prepared.rows->rows.data();
    base::for_each_chunk(flags_.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        progress_.checkpoint();
        std::array<std::uint8_t, base::kChunkRows> found{};
        for (const NamesTest& test : tests) // one after another: each loop is a tight one
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                found[i - chunk.begin] |= static_cast<std::uint8_t>(test(i, rows[i]));
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            flags_[i] &= found[i - chunk.begin];
    });
}

void Evaluation::apply(const FilterTerm& term) {
    const auto inside = [&](double value) { return value >= term.low && value <= term.high; };
    switch (term.kind) {
    case Kind::contains:
    case Kind::is:
        return keep(NamesTest(term, columns_.columns[term.column], result_.prepared));
    case Kind::number:
        return keep(NumberTest(term, columns_.columns[term.column], result_.prepared));
    case Kind::missing:
        return keep_missing(columns_.columns[term.column]);
    case Kind::word:
        return keep_word(term);
    case Kind::row:
        return keep([&](std::size_t, std::uint32_t row) { return inside(double(row) + 1.0); });
    case Kind::group: {
        const auto& labels = result_.clustering->labels;
        return keep([&](std::size_t position, std::uint32_t) {
            return static_cast<int>(labels[position]) == term.cluster;
        });
    }
    }
}

} // namespace

bool RowFilter::of_groups() const {
    return std::ranges::any_of(terms,
                               [](const FilterTerm& term) { return term.kind == Kind::group; });
}

base::Buffer<std::uint8_t> rows_that_meet(const RowFilter& filter, const RowColumns& columns,
                                          const Result& result, base::Progress& progress) {
    Evaluation evaluation(columns, result, progress);
    for (const FilterTerm& term : filter.terms)
        evaluation.apply(term);
    return evaluation.take();
}

} // namespace cohortscope::engine
