// The manual clustering: three flags for every row.
#include "bench.h"
#include "features/peers/peer_flags.h"

namespace cohortscope::bench {

void register_flags(const Context& context) {
    add_benchmark("peer_flags", 40, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const engine::Prepared prepared = pipeline.prepare({});
        const features::PeerSlots slots = features::peer_slots(*prepared.bound).value();
        for (auto _ : state)
            times.measure([&] {
                benchmark::DoNotOptimize(features::peer_flags(*prepared.rows, slots).tier.data());
            });
    });
}

} // namespace cohortscope::bench
