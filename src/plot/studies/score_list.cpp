// The scores of a clustering, each with its value and how to read it.
#include <cmath>

#include "base/format.h"
#include "base/whole.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/study_charts.h"
#include "plot/terms.h"

namespace cohortscope::plot {

namespace {

struct ScoreLine {
    Term term;
    double value; // not a number where it is not defined
    bool landed;
    const char* advice;
};

// Three significant digits.
std::string digits(double value) {
    if (!std::isfinite(value))
        return "–";
    const double size = std::fabs(value);
    const std::string text = size >= 99.95    ? base::whole(value)
                             : size >= 9.995  ? base::fixed(value, 1)
                             : size >= 0.9995 ? base::fixed(value, 2)
                                              : base::fixed(value, 3);
    return text.front() == '-' ? kMinus + text.substr(1) : text;
}

std::vector<ScoreLine> score_lines(const ScoreSet& set) {
    return {{Term::silhouette, set.silhouette ? set.silhouette->silhouette.mean : engine::kUnknown,
             set.silhouette != nullptr,
             "−1 to 1, higher is better: from 0.5 clusters stand apart, up to 0.25 there is hardly "
             "any structure."}, // the bounds: Kaufman, Rousseeuw 1990, p. 88
            {Term::calinski_harabasz, set.scores ? set.scores->calinski_harabasz : engine::kUnknown,
             set.scores != nullptr,
             "Spread between clusters against spread within. Higher is better, without a bound: it "
             "compares k on the same rows and features only."},
            {Term::davies_bouldin, set.scores ? set.scores->davies_bouldin : engine::kUnknown,
             set.scores != nullptr,
             "Lower is better, 0 the best: at 1 a cluster and its nearest rival just touch, with "
             "their mean radii."},
            {Term::hopkins, set.hopkins ? set.hopkins->value : engine::kUnknown,
             set.hopkins != nullptr,
             "Do the rows cluster at all? About 0.5 for none, near 1 for strong clusters; skewed "
             "or rounded columns raise it, too."}};
}

} // namespace

Scene score_list(const ScoreSet& set, float width, const ChartOptions& options,
                 const TextMeasure& measure) {
    Sketch s{options, measure};
    const Tokens& colours = s.colours();
    const std::vector<ScoreLine> lines = score_lines(set);
    float values = 0;
    for (const ScoreLine& line : lines)
        values = std::max(values, measure.width(line.landed ? digits(line.value) : "…",
                                                s.scaled(kSectionSize), Face::semibold));
    const float left = std::ceil(values) + s.scaled(3 * kStep);
    float y = 0;
    for (const ScoreLine& line : lines) {
        const float top = y, baseline = y + s.scaled(kSectionSize) * kAscent;
        Text value{{values, baseline},
                   line.landed ? digits(line.value) : "…",
                   line.landed ? colours.text : colours.muted,
                   s.scaled(kSectionSize),
                   Face::semibold};
        value.align_x = AlignX::right;
        value.align_y = AlignY::baseline;
        s.add(value);
        Text name = s.small({left, baseline}, short_term(line.term), colours.text, AlignX::left,
                            AlignY::baseline);
        name.face = Face::semibold;
        s.add(name);
        const std::string advice = !line.landed                ? "Not computed yet."
                                   : std::isfinite(line.value) ? line.advice
                                                               : "Not defined here.";
        y = s.add_paragraph({left, baseline + s.scaled(kStep)}, width - left, 6, advice,
                            colours.muted);
        s.scene.marks.push_back(
            {{0, top, width, y},
             -1,
             (line.landed && std::isfinite(line.value) ? significant(line.value) + ". " : "") +
                 term_help(line.term)});
        y += s.scaled(2.5f * kStep);
    }
    s.scene.width = width;
    s.scene.height = y - s.scaled(2.5f * kStep);
    return std::move(s.scene);
}

} // namespace cohortscope::plot
