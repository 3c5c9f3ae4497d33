#include "schema/enum_names.h"

namespace cohortscope::schema {

namespace {

constexpr std::array kOfId = {Encoding::none, Encoding::count};
constexpr std::array kOfMeasure = {Encoding::logarithm, Encoding::number, Encoding::none};
constexpr std::array kOfNumber = {Encoding::number, Encoding::logarithm, Encoding::none};
constexpr std::array kOfYear = {Encoding::age, Encoding::number, Encoding::none};
constexpr std::array kOfCategory = {Encoding::frequency, Encoding::one_hot, Encoding::one_hot_full,
                                    Encoding::ordinal, Encoding::none};
constexpr std::array kOfOthers = {Encoding::none};

} // namespace

std::span<const Encoding> encodings_of(Role role) {
    switch (role) {
    case Role::id:
        return kOfId;
    case Role::measure:
        return kOfMeasure;
    case Role::number:
        return kOfNumber;
    case Role::year:
        return kOfYear;
    case Role::category:
        return kOfCategory;
    default:
        return kOfOthers;
    }
}

} // namespace cohortscope::schema
