// Different numbers, counted: a hash table of open addresses, several times faster than the
// standard one.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace cohortscope::schema {

class ValueSet {
  public:
    // True where the value, which is not NaN, was not there before.
    bool insert(double value) {
        if (2 * (size_ + 1) > slots_.size())
            grow();
        double& slot = slot_of(value);
        if (!std::isnan(slot))
            return false;
        slot = value;
        ++size_;
        return true;
    }
    std::size_t size() const { return size_; }

  private:
    static constexpr double kFree = std::numeric_limits<double>::quiet_NaN();

    // The value's own slot, or a free one for it.
    double& slot_of(double value) {
        constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15; // Knuth, vol. 3, section 6.4
        const std::uint64_t hash = std::bit_cast<std::uint64_t>(value) * kGolden;
        std::size_t at = static_cast<std::size_t>(hash >> shift_);
        while (!std::isnan(slots_[at]) && slots_[at] != value)
            at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }
    void grow() {
        std::vector<double> before(2 * slots_.size(), kFree);
        before.swap(slots_);
        --shift_;
        for (const double value : before)
            if (!std::isnan(value))
                slot_of(value) = value;
    }

    std::vector<double> slots_ = std::vector<double>(64, kFree);
    int shift_ = 58; // 64 less the binary logarithm of the slots
    std::size_t size_ = 0;
};

} // namespace cohortscope::schema
