#include "plot/fill_words.h"

namespace cohortscope::plot {

std::string number_fill_words(schema::NumberFill fill, const std::string& group,
                              const std::string& constant) {
    switch (fill) {
    case schema::NumberFill::median:
        return "filled with the median";
    case schema::NumberFill::mean:
        return "filled with the mean";
    case schema::NumberFill::mode:
        return "filled with the most frequent value";
    case schema::NumberFill::group:
        return "filled with the median of the same " + group + ", else of all";
    case schema::NumberFill::nearest:
        return "filled from the 5 nearest rows";
    case schema::NumberFill::constant:
        return "filled with " + (constant.empty() ? std::string("a fixed value") : constant);
    case schema::NumberFill::drop:
        break;
    }
    return "filled";
}

} // namespace cohortscope::plot
