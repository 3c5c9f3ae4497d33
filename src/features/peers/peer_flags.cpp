#include "features/peers/peer_flags.h"

#include <bit>
#include <cmath>
#include <span>

#include "base/parallel.h"
#include "features/peers/peer_parts.h"
#include "features/power_of_two.h"

namespace cohortscope::features {

namespace {

constexpr double kEqualWithin = 1e-9; // of the mean

// In whole numbers, without branches: whether the measure is above its mean is as good as chance.
unsigned flag_of(double value, double mean) {
    static_assert(kAbove == 1 && kEqual == 2 && kBelow == 3);
    const unsigned equal = std::abs(value - mean) <= kEqualWithin * mean ? 1u : 0u;
    const unsigned above = value > mean ? 1u : 0u;
    return kBelow - equal - 2 * (above & ~equal);
}

// The measure of the rows that share some keys.
struct Peers {
    double sum = 0.0; // the sum, and the mean once every row is known
    std::uint32_t rows = 0;
    std::uint32_t outer = 0; // of a designation: its class
    void add(const Peers& others) {
        sum += others.sum;
        rows += others.rows;
    }
    void finish() { sum /= static_cast<double>(rows); }
};

std::uint64_t mixed(std::uint64_t bits) { return (bits ^ bits >> 32) * kSpread; }

struct ClassKey {
    std::uint64_t names = 0; // outer and inner
    std::uint64_t hash() const { return mixed(names * kSpread); }
    bool operator==(const ClassKey&) const = default;
};

struct DesignationKey {
    std::uint64_t names = 0;
    double number = 0.0;
    std::uint64_t hash() const {
        return mixed(names * kSpread + mixed(std::bit_cast<std::uint64_t>(number)));
    }
    bool operator==(const DesignationKey&) const = default;
};

// Groups by key, in the order in which their first rows come; found by open addressing.
template <class Key> class Groups {
  public:
    explicit Groups(std::size_t most)
        : slots_(std::bit_ceil(2 * most + 2), kNone), shift_(64 - std::countr_zero(slots_.size())) {
        groups_.reserve(most);
    }

    // Its number; a new key gets the next one.
    std::uint32_t find_or_add(const Key& key) {
        std::size_t at = static_cast<std::size_t>(key.hash() >> shift_);
        while (slots_[at] != kNone && !(groups_[slots_[at]].key == key))
            at = (at + 1) & (slots_.size() - 1);
        if (slots_[at] == kNone) {
            slots_[at] = static_cast<std::uint32_t>(groups_.size());
            groups_.push_back({key, {}});
        }
        return slots_[at];
    }
    std::size_t size() const { return groups_.size(); }
    const Key& key(std::uint32_t number) const { return groups_[number].key; }
    Peers& operator[](std::uint32_t number) { return groups_[number].peers; }
    void finish() {
        for (Entry& entry : groups_)
            entry.peers.finish();
    }

  private:
    struct Entry {
        Key key;
        Peers peers;
    };
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    std::vector<std::uint32_t> slots_; // a power of two
    int shift_;
    std::vector<Entry> groups_;
};

// The flags of designation and class of each row of a part, two bits each. A designation's measure
// is added in the order of the rows, a class's in that of its designations.
void flag_part(std::span<const Peer> peers, std::uint8_t* packed) {
    Groups<DesignationKey> designations(peers.size());
    std::vector<std::uint32_t> number_of(peers.size()); // of each row's designation
    for (std::size_t i = 0; i < peers.size(); ++i) {
        number_of[i] = designations.find_or_add({peers[i].names, peers[i].number});
        designations[number_of[i]].add({peers[i].measure, 1});
    }
    Groups<ClassKey> classes(designations.size());
    for (std::uint32_t number = 0; number < designations.size(); ++number) {
        Peers& designation = designations[number];
        designation.outer = classes.find_or_add({designations.key(number).names});
        classes[designation.outer].add(designation);
    }
    designations.finish();
    classes.finish();
    for (std::size_t i = 0; i < peers.size(); ++i) {
        const double measure = peers[i].measure;
        const Peers& designation = designations[number_of[i]];
        packed[i] =
            static_cast<std::uint8_t>(flag_of(measure, designation.sum) |
                                      flag_of(measure, classes[designation.outer].sum) << 2);
    }
}

std::vector<double> outer_means(const PeerColumns& columns) {
    const std::int32_t* outer = columns.outer.text.codes.data();
    const double* measure = columns.measure.data();
    std::vector<double> means(columns.outer.name_rows.size(), 0.0);
    for (std::size_t row = 0; row < columns.measure.size(); ++row)
        means[static_cast<std::size_t>(outer[row])] += measure[row];
    for (std::size_t code = 0; code < means.size(); ++code)
        means[code] /= static_cast<double>(columns.outer.name_rows[code]);
    return means;
}

Column<double> scaled(const Column<double>& values, double scale) {
    const double* from = values.data();
    return Column<double>::made(values.size(), [=](const base::Chunk& chunk, double* to) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            to[row] = scale * from[row];
    });
}

} // namespace

std::array<std::size_t, 3> count_flags(const std::vector<std::uint8_t>& flags) {
    std::array<std::size_t, 3> counts{};
    for (const std::uint8_t flag : flags)
        ++counts[flag - 1u];
    return counts;
}

std::vector<std::uint8_t> manual_groups(const PeerFlags& flags) {
    std::vector<std::uint8_t> groups(flags.tier.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint8_t>((flags.designation[i] - 1) * 9 +
                                              (flags.class_[i] - 1) * 3 + flags.tier[i] - 1);
    return groups;
}

std::optional<PeerSlots> peer_slots(const schema::Bound& bound) {
    const auto slot_of = [](const auto& slots, const std::string& column) {
        return static_cast<std::size_t>(
            std::ranges::find_if(slots,
                                 [&](const auto& slot) { return slot.spec->name == column; }) -
            slots.begin());
    };
    const std::vector<schema::PeerSpec>& peers = bound.schema->peers;
    if (peers.size() != 3 || !bound.measure || peers[0].columns.size() != 3)
        return std::nullopt;
    const PeerSlots slots{slot_of(bound.names, peers[0].columns[2]),
                          slot_of(bound.names, peers[0].columns[1]),
                          slot_of(bound.numbers, peers[0].columns[0])};
    const bool all = slots.outer < bound.names.size() && slots.inner < bound.names.size() &&
                     slots.number < bound.numbers.size();
    return all ? std::optional(slots) : std::nullopt;
}

PeerFlags peer_flags(const PreparedRows& prepared, const PeerSlots& slots) {
    const std::size_t n = prepared.measure.size();
    // A flag is the same whatever the measure is counted in.
    const double scale =
        n > 0 ? scale_for_sum(prepared.measure[prepared.by_measure[n - 1]], n) : 1.0;
    const Column<double> measure =
        scale != 1.0 ? scaled(prepared.measure, scale) : prepared.measure;
    const PeerColumns columns{prepared.names[slots.outer], prepared.names[slots.inner],
                              prepared.numbers[slots.number].values, measure};
    const PeerParts parts = part_peers(columns);
    std::vector<double> means; // of the outer groups
    // By place, so that threads do not write to the same cache lines; then by row.
    base::Buffer<std::uint8_t> packed(n);
    base::for_each_task(1 + parts.count(), [&](std::size_t task) {
        if (task == 0) {
            means = outer_means(columns);
            return;
        }
        const std::size_t begin = parts.begins[task - 1];
        flag_part(std::span(parts.peers).subspan(begin, parts.begins[task] - begin),
                  packed.data() + begin);
    });
    using Flags = std::vector<std::uint8_t>;
    PeerFlags flags{Flags(n), Flags(n), Flags(n)};
    base::for_each_chunk(n, kPartingRows, [&](const base::Chunk& chunk) {
        const std::int32_t* outer = columns.outer.text.codes.data();
        const double* values = measure.data();
        for_each_place(parts, columns, chunk, [&](std::size_t row, std::uint32_t place) {
            flags.designation[row] = packed[place] & 3;
            flags.class_[row] = packed[place] >> 2;
            flags.tier[row] = static_cast<std::uint8_t>(
                flag_of(values[row], means[static_cast<std::size_t>(outer[row])]));
        });
    });
    return flags;
}

} // namespace cohortscope::features
