// The nearest centres of wide tables by products of rows and centres. Part of kernels.inl.
//
// |x − c|² is least where s = x · c − |c|² / 2 is greatest, and s takes two operations a column
// where the distance takes three, of which two share the same units. Far from the origin s is less
// exact than the distance, so it decides only where it must agree with the distances of
// kernels_wide.inl: where the best s is ahead of the next by more than both sides' rounding can
// make up. Of the few other rows the distances are compared. So the labels are the same.

namespace cohortscope::analysis {

namespace {

// The greatest s of some rows, whose it is, and the next.
struct Leading {
    Floats best, next;
    Ints label;
};

inline Leading leading(const WideDistances& products, std::size_t row) {
    Leading leading{products.of(0, row), Floats{} - __builtin_inff(), Ints{}};
    for (int j = 1; j < products.k; ++j) {
        const Floats s = products.of(j, row);
        const Ints ahead = s > leading.best;
        const Floats beaten = ahead ? leading.best : s;
        leading.next = beaten > leading.next ? beaten : leading.next;
        leading.best = ahead ? s : leading.best;
        leading.label = ahead ? Ints{} + j : leading.label;
    }
    return leading;
}

// Σ x · c of D columns, in pairs: few additions wait for each other.
template <int D> inline Floats sum_of_products(const Floats* x, const float* centre) {
    if constexpr (D == 1)
        return x[0] * centre[0];
    else
        return sum_of_products<D / 2>(x, centre) +
               sum_of_products<D - D / 2>(x + D / 2, centre + D / 2);
}

struct AddProducts {
    template <int D> static Floats add(const Points<D>& points, const float* centre, Floats sum) {
        return sum + sum_of_products<D>(points.x, centre);
    }
};

// s of a block of rows; `halves`: |c|² / 2 of every centre.
void measure_products(const float* const* columns, int d, std::size_t first, std::size_t count,
                      const float* halves, WideDistances& products) {
    for (int j = 0; j < products.k; ++j)
        for (std::size_t i = 0; i < count; i += kLanes)
            store(products.sums + static_cast<std::size_t>(j) * products.stride + i,
                  Floats{} - halves[j]);
    add_columns<AddProducts>(columns, d, first, count, products);
}

// Squared distances of kLanes rows in the arithmetic of measure_wide.
Floats distances_of(const float* const* columns, int d, std::size_t first, const float* centre) {
    Floats distance{};
    for (int f = 0; f < d; ++f) {
        const Floats apart = load(columns[f] + first) - centre[f];
        distance += apart * apart;
    }
    return distance;
}

Ints nearest_by_distance(const float* const* columns, int d, std::size_t first,
                         const WideDistances& centres) {
    Nearest nearest{distances_of(columns, d, first, centres.centres[0]), Ints{}};
    for (int j = 1; j < centres.k; ++j) {
        const Floats distance = distances_of(columns, d, first, centres.centres[j]);
        const Ints closer = distance < nearest.distance;
        nearest.distance = closer ? distance : nearest.distance;
        nearest.label = closer ? Ints{} + j : nearest.label;
    }
    return nearest.label;
}

// How far ahead the best s must be: share · (|x|² + |c|²), |c| the longest centre's.
struct Margin {
    float share = 0.0f;
    float longest = 0.0f; // share · |c|²
};

// With γ ≈ (d + 2) · 2⁻²⁴ (Higham 2002, section 3.1) a distance and an s are each off by at most
// γ · (|x| + |c|)², so 3γ · (|x| + |c|)² ≤ 6γ · (|x|² + |c|²) suffice; 8 leave room for what is
// rounded here.
Margin margin_of(int d, const float* halves, int k) {
    Margin margin;
    margin.share = 8.0f * static_cast<float>(d + 4) * 0x1p-24f;
    for (int j = 0; j < k; ++j)
        margin.longest = 2.0f * halves[j] > margin.longest ? 2.0f * halves[j] : margin.longest;
    margin.longest *= margin.share;
    return margin;
}

void halve_squares(const WideDistances& centres, int d, float* halves) {
    for (int j = 0; j < centres.k; ++j) {
        double squares = 0.0;
        for (int f = 0; f < d; ++f)
            squares += static_cast<double>(centres.centres[j][f]) *
                       static_cast<double>(centres.centres[j][f]);
        halves[j] = static_cast<float>(0.5 * squares);
    }
}

inline bool any(Ints lanes) {
    int set = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        set |= lanes[lane];
    return set != 0;
}

// Labels of the rows [first, first + kBlockRows) of the table, of which `products` holds s from
// `part` on. Returns how many vectors of rows had to be decided by distance.
std::size_t label_block(const KernelRows& rows, std::size_t first, std::size_t part,
                        const Margin& margin, const WideDistances& products, std::int32_t* labels) {
    Ints doubts[kBlockRows / kLanes];
    Ints all{};
    for (std::size_t i = 0; i < kBlockRows; i += kLanes) {
        const Leading found = leading(products, part + i);
        const Floats needed = load(rows.squares + first + i) * margin.share + margin.longest;
        const Ints doubt = ~(found.best - found.next > needed); // also where one is no number
        *reinterpret_cast<Ints*>(labels + i) = found.label;
        doubts[i / kLanes] = doubt;
        all |= doubt;
    }
    if (!any(all))
        return 0;
    std::size_t decided = 0;
    for (std::size_t i = 0; i < kBlockRows; i += kLanes)
        if (any(doubts[i / kLanes])) {
            *reinterpret_cast<Ints*>(labels + i) =
                nearest_by_distance(rows.columns, rows.d, first + i, products);
            ++decided;
        }
    return decided;
}

// Calls take(first, labels) for every kBlockRows rows, with their nearest centres.
template <class Take>
void label_wide(const KernelRows& rows, const float* centres, int k, const Take& take) {
    alignas(64) std::int32_t labels[kBlockRows];
    WideDistances distances(k);
    distances.take_centres(centres, rows.d, 0, k);
    float halves[kMostClusters];
    halve_squares(distances, rows.d, halves);
    const Margin margin = margin_of(rows.d, halves, k);
    bool by_products = rows.squares != nullptr;
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += distances.rows) {
        const std::size_t count = block_rows(distances, first, end);
        std::size_t doubtful = 0;
        if (by_products)
            measure_products(rows.columns, rows.d, first, count, halves, distances);
        else
            measure_wide(rows.columns, rows.d, first, count, distances);
        for (std::size_t part = 0; part < count; part += kBlockRows) {
            if (by_products)
                doubtful += label_block(rows, first + part, part, margin, distances, labels);
            else
                for (std::size_t i = 0; i < kBlockRows; i += kLanes)
                    *reinterpret_cast<Ints*>(labels + i) = distances.nearest(part + i).label;
            take(first + part, labels);
        }
        by_products = by_products && 4 * doubtful * kLanes < count; // else distances cost less
    }
}

void nearest_wide(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels) {
    label_wide(rows, centres, k, [&](std::size_t first, const std::int32_t* block) {
        narrow(block, labels + first);
    });
}

std::size_t reassign_wide(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels,
                          double* sums, std::int32_t* counts) {
    alignas(64) std::uint8_t fresh[kBlockRows];
    Moves moves;
    moves.count = 0;
    label_wide(rows, centres, k, [&](std::size_t first, const std::int32_t* block) {
        narrow(block, fresh);
        take_labels(fresh, first, labels, moves);
    });
    drop_padding(moves, rows.rows);
    // Beyond this share, summing all rows again costs less.
    if (moves.count * (rows.points ? 2 : 4) > rows.rows)
        sum_clusters(rows, labels, k, sums, counts);
    else
        adjust_wide_sums(rows, moves, sums, counts);
    return moves.count;
}

} // namespace

} // namespace cohortscope::analysis
