#include "report/script/script_source.h"

#include "base/sha256.h"

namespace cohortscope::report {

ScriptSource script_source(base::Buffer<char> bytes, const std::string& name,
                           const data::ReadOptions& options) {
    ScriptSource source{name, base::sha256({bytes.data(), bytes.size()}), {}};
    source.form = data::form_of(std::move(bytes), name, options);
    return source;
}

} // namespace cohortscope::report
