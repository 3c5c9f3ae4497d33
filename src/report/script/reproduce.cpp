#include "report/script/reproduce.h"

#include "base/error.h"
#include "report/script/script.h"

namespace cohortscope::report {

std::string reproduce_script(const engine::Result& result, const ScriptSource& source) {
    ENSURE(result.final_result);
    Script script(result, source);
    write_reading(script);
    write_row_steps(script);
    write_number_fills(script);
    write_name_fills(script);
    write_bounds(script);
    write_rare_names(script);
    write_features(script);
    write_clusters(script);
    write_comparison(script);
    return script.text();
}

} // namespace cohortscope::report
