// The disclosure meter over every column of the table, and one measure of it as a column changes.
#include "bench.h"
#include "report/disclosure/chosen_columns.h"
#include "report/disclosure/disclosure.h"

namespace cohortscope::bench {

void register_disclosure(const Context& context) {
    add_benchmark("disclosure_meter", 20, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const engine::Prepared prepared = pipeline.prepare({});
        base::Progress progress;
        const engine::RowColumns columns = engine::row_columns(prepared.bound, progress);
        const std::vector<std::uint32_t> rows(prepared.rows->rows.begin(),
                                              prepared.rows->rows.end());
        for (auto _ : state)
            times.measure([&] {
                const report::Meter meter(report::all_columns(columns), rows);
                const std::vector<report::Grain> grains(meter.columns(), report::Grain::exact);
                benchmark::DoNotOptimize(meter.measure(grains).unique_rows);
            });
    });
}

} // namespace cohortscope::bench
