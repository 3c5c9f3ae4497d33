// One pass over the rows for the profiles: sums of columns and counts of codes by cluster.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

// One dense code a row, in [0, count).
template <class T> struct CodedRows {
    std::span<const T> codes; // n
    std::size_t count = 0;
};

// Rows with each code in each cluster, in one or more tables that count some of the rows each.
class CodeCounts {
  public:
    CodeCounts() = default;
    CodeCounts(std::size_t codes, std::size_t k, std::size_t tables)
        : codes_(codes), k_(k), tables_(tables, std::vector<std::uint32_t>(codes * k)) {}

    std::size_t codes() const { return codes_; }
    std::size_t clusters() const { return k_; }
    std::uint32_t at(std::size_t code, std::size_t cluster) const {
        std::uint32_t count = 0;
        for (const std::vector<std::uint32_t>& table : tables_)
            count += table[code * k_ + cluster];
        return count;
    }
    std::uint32_t* table(std::size_t index) { return tables_[index].data(); } // codes × k

  private:
    std::size_t codes_ = 0;
    std::size_t k_ = 0;
    std::vector<std::vector<std::uint32_t>> tables_;
};

struct RowsToProfile {
    std::span<const Label> labels; // n, below k
    std::size_t k = 0;
    std::vector<std::span<const double>> columns; // to be summed
    std::vector<CodedRows<std::int32_t>> names;   // by slot
    CodedRows<std::uint16_t> measure_slots;
};

struct ProfileTallies {
    std::vector<std::size_t> sizes; // k
    std::vector<double> sums;       // k × columns, row-major; added chunk by chunk, in their order
    std::vector<CodeCounts> names;  // by slot
    CodeCounts measure_slots;
};

// O(n · columns + k · codes). The same bits on any number of threads.
ProfileTallies tally_rows(const RowsToProfile& rows);

} // namespace cohortscope::analysis
