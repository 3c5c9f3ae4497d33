// `reproduce.py`: a program in pandas and scikit-learn that repeats an analysis and says whether it
// agrees.
#pragma once

#include <string>

#include "engine/result.h"
#include "report/script/script_source.h"

namespace cohortscope::report {

// The shortest pipeline that gives the result: only the steps that its schema and settings need,
// commented in the words of the interface. It reads the file `source`, checks its SHA-256, and ends
// with a table of the program's numbers and its own. Needs pandas, NumPy and scikit-learn; SciPy
// for Ward's method; openpyxl or odfpy for a workbook. The result must be final, and of the file
// that `source` is. O(cells).
std::string reproduce_script(const engine::Result& result, const ScriptSource& source);

} // namespace cohortscope::report
