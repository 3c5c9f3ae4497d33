// What the kernels' code is made of: native vectors of rows and sums over rows. Part of
// kernels.inl.

namespace cohortscope::analysis {

namespace {

constexpr int kLanes = KERNEL_LANES;
constexpr std::size_t kBlockRows = 64;
constexpr int kSumLanes = 16;
constexpr int kMostClusters = 50;

typedef float Floats __attribute__((vector_size(4 * KERNEL_LANES)));
typedef float LooseFloats __attribute__((vector_size(4 * KERNEL_LANES), aligned(4), may_alias));
typedef std::int32_t Ints __attribute__((vector_size(4 * KERNEL_LANES)));
typedef double Doubles __attribute__((vector_size(4 * KERNEL_LANES)));
typedef float Float4 __attribute__((vector_size(16)));
typedef float LooseFloat4 __attribute__((vector_size(16), aligned(4), may_alias));
#if KERNEL_LANES >= 8
typedef double Double4 __attribute__((vector_size(32)));
#endif

inline Floats load(const float* from) { return *reinterpret_cast<const LooseFloats*>(from); }
inline void store(float* to, Floats values) { *reinterpret_cast<LooseFloats*>(to) = values; }

// The coordinates of kLanes rows, in registers where D, the number of columns, is known.
template <int D> struct Points {
    Floats x[D];

    Points(const float* const* columns, int, std::size_t first) {
        for (int f = 0; f < D; ++f)
            x[f] = load(columns[f] + first);
    }

    Floats squared_distance(const float* centre) const {
        Floats sum = (x[0] - centre[0]) * (x[0] - centre[0]);
        for (int f = 1; f < D; ++f)
            sum += (x[f] - centre[f]) * (x[f] - centre[f]);
        return sum;
    }

    Floats added_to(Floats sum, const float* centre) const {
        for (int f = 0; f < D; ++f)
            sum += (x[f] - centre[f]) * (x[f] - centre[f]);
        return sum;
    }
};

struct Nearest {
    Floats distance;
    Ints label;
};

inline void narrow(const std::int32_t* labels, std::uint8_t* bytes) {
    for (std::size_t i = 0; i < kBlockRows; ++i)
        bytes[i] = static_cast<std::uint8_t>(labels[i]);
}

// A sum over rows in 16 lanes.
struct LaneSum {
    Doubles lanes[2 * kSumLanes / kLanes];

    LaneSum() {
        for (Doubles& part : lanes)
            part = Doubles{};
    }

    // `part` counts vectors within the 16 rows.
    void add(int part, Floats values) {
        lanes[2 * part] += __builtin_convertvector(
            __builtin_shufflevector(values, values, KERNEL_LOW_HALF), Doubles);
        lanes[2 * part + 1] += __builtin_convertvector(
            __builtin_shufflevector(values, values, KERNEL_HIGH_HALF), Doubles);
    }

    double total() const {
        double sum = 0.0;
        for (const Doubles& part : lanes)
            for (int lane = 0; lane < kLanes / 2; ++lane)
                sum += part[lane];
        return sum;
    }
};

inline std::size_t padded(std::size_t rows) { return (rows + kBlockRows - 1) & ~(kBlockRows - 1); }

inline Floats lower(Floats distance, Floats other) { return other < distance ? other : distance; }

} // namespace

} // namespace cohortscope::analysis
