#include "engine/selection/orientation.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace cohortscope::engine {

namespace {

int sign_of(double value) { return value > 0.0 ? 1 : value < 0.0 ? -1 : 0; }

// A sum of doubles kept without rounding: parts of growing magnitude that do not overlap.
class ExactSum {
  public:
    void add(double value) {
        for (std::size_t i = 0; i < size_; ++i) {
            const double sum = value + parts_[i];
            const double moved = sum - value;
            parts_[i] = (value - (sum - moved)) + (parts_[i] - moved); // what the sum lost
            value = sum;
        }
        parts_[size_++] = value;
    }
    void add_product(double a, double b) {
        const double product = a * b;
        add(std::fma(a, b, -product));
        add(product);
    }
    // That of its largest part, unless it is 0.
    int sign() const {
        for (std::size_t i = size_; i-- > 0;)
            if (parts_[i] != 0.0)
                return sign_of(parts_[i]);
        return 0;
    }

  private:
    std::array<double, 12> parts_{};
    std::size_t size_ = 0;
};

int exact_orientation(double ax, double ay, double bx, double by, double cx, double cy) {
    ExactSum sum; // the products a × c cancel
    sum.add_product(ax, by);
    sum.add_product(-ay, bx);
    sum.add_product(bx, cy);
    sum.add_product(-by, cx);
    sum.add_product(cx, ay);
    sum.add_product(-cy, ax);
    return sum.sign();
}

} // namespace

int orientation(double ax, double ay, double bx, double by, double cx, double cy) {
    constexpr double kUnit = 0x1p-53;
    constexpr double kBound = (3.0 + 16.0 * kUnit) * kUnit; // Shewchuk's ccwerrboundA
    const double left = (bx - ax) * (cy - ay);
    const double right = (by - ay) * (cx - ax);
    const double difference = left - right;
    if (std::fabs(difference) > kBound * (std::fabs(left) + std::fabs(right)))
        return sign_of(difference);
    return exact_orientation(ax, ay, bx, by, cx, cy);
}

} // namespace cohortscope::engine
