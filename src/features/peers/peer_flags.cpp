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

// In whole numbers, without branches: whether pay is above its mean is as good as chance.
unsigned flag_of(double ctc, double mean) {
    static_assert(kAbove == 1 && kEqual == 2 && kBelow == 3);
    const unsigned equal = std::abs(ctc - mean) <= kEqualWithin * mean ? 1u : 0u;
    const unsigned above = ctc > mean ? 1u : 0u;
    return kBelow - equal - 2 * (above & ~equal);
}

// Pay of the rows that share some keys.
struct Peers {
    double pay = 0.0; // the sum, and the mean once every row is known
    std::uint32_t rows = 0;
    std::uint32_t outer = 0; // of a designation: its class
    void add(const Peers& others) {
        pay += others.pay;
        rows += others.rows;
    }
    void finish() { pay /= static_cast<double>(rows); }
};

std::uint64_t mixed(std::uint64_t bits) { return (bits ^ bits >> 32) * kSpread; }

struct ClassKey {
    std::uint64_t names = 0; // company and role
    std::uint64_t hash() const { return mixed(names * kSpread); }
    bool operator==(const ClassKey&) const = default;
};

struct DesignationKey {
    std::uint64_t names = 0;
    double years = 0.0;
    std::uint64_t hash() const {
        return mixed(names * kSpread + mixed(std::bit_cast<std::uint64_t>(years)));
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

// The flags of designation and class of each row of a part, two bits each. A designation's pay is
// added in the order of the rows, a class's in that of its designations.
void flag_part(std::span<const Peer> peers, std::uint8_t* packed) {
    Groups<DesignationKey> designations(peers.size());
    std::vector<std::uint32_t> number_of(peers.size()); // of each row's designation
    for (std::size_t i = 0; i < peers.size(); ++i) {
        number_of[i] = designations.find_or_add({peers[i].names, peers[i].years});
        designations[number_of[i]].add({peers[i].ctc, 1});
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
        const double ctc = peers[i].ctc;
        const Peers& designation = designations[number_of[i]];
        packed[i] = static_cast<std::uint8_t>(flag_of(ctc, designation.pay) |
                                              flag_of(ctc, classes[designation.outer].pay) << 2);
    }
}

std::vector<double> company_means(const Learners& learners) {
    const std::int32_t* company = learners.company.codes.data();
    const double* ctc = learners.ctc.data();
    std::vector<double> means(learners.company_rows.size(), 0.0);
    for (std::size_t row = 0; row < learners.ctc.size(); ++row)
        means[static_cast<std::size_t>(company[row])] += ctc[row];
    for (std::size_t code = 0; code < means.size(); ++code)
        means[code] /= static_cast<double>(learners.company_rows[code]);
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

PeerFlags peer_flags(const Learners& learners) {
    const std::size_t n = learners.ctc.size();
    // A flag is the same whatever pay is counted in.
    const double scale = n > 0 ? scale_for_sum(learners.ctc[learners.by_pay[n - 1]], n) : 1.0;
    if (scale != 1.0) {
        Learners smaller = learners;
        smaller.ctc = scaled(learners.ctc, scale);
        return peer_flags(smaller);
    }
    const PeerParts parts = part_peers(learners);
    std::vector<double> means; // of the companies
    // By place, so that threads do not write to the same cache lines; then by row.
    base::Buffer<std::uint8_t> packed(n);
    base::for_each_task(1 + parts.count(), [&](std::size_t task) {
        if (task == 0) {
            means = company_means(learners);
            return;
        }
        const std::size_t begin = parts.begins[task - 1];
        flag_part(std::span(parts.peers).subspan(begin, parts.begins[task] - begin),
                  packed.data() + begin);
    });
    using Flags = std::vector<std::uint8_t>;
    PeerFlags flags{Flags(n), Flags(n), Flags(n)};
    base::for_each_chunk(n, kPartingRows, [&](const base::Chunk& chunk) {
        const std::int32_t* company = learners.company.codes.data();
        const double* ctc = learners.ctc.data();
        for_each_place(parts, learners, chunk, [&](std::size_t row, std::uint32_t place) {
            flags.designation[row] = packed[place] & 3;
            flags.class_[row] = packed[place] >> 2;
            flags.tier[row] = static_cast<std::uint8_t>(
                flag_of(ctc[row], means[static_cast<std::size_t>(company[row])]));
        });
    });
    return flags;
}

} // namespace cohortscope::features
