#include "report/paint/figure_page.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/selection/shapes.h"
#include "plot/draw.h"
#include "plot/figures/figure_parts.h"

namespace cohortscope::report {

namespace {

constexpr float kMargin = 16;
constexpr float kGap = 10;       // between heading, chart and caption
constexpr int kHeadingLines = 2; // at most
constexpr int kCaptionLines = 8;
constexpr float kLeastChart = 120; // its height beside a long caption
constexpr int kMostTries = 6;

// Lines of text under each other, and how high they are.
struct Block {
    std::vector<std::string> lines;
    plot::Text style;
    float height() const {
        return static_cast<float>(lines.size()) * style.size * plot::kLineHeight;
    }
};

Block block_of(const std::string& text, float width, int lines, plot::Text style,
               const plot::TextMeasure& measure) {
    if (text.empty())
        return {{}, style};
    return {plot::wrapped(text, width, lines, style, measure), style};
}

void add(plot::Scene& scene, const Block& block, float left, float top) {
    for (const std::string& line : block.lines) {
        plot::Text text = block.style;
        text.text = line;
        text.at = {left, top};
        scene.shapes.emplace_back(std::move(text));
        top += block.style.size * plot::kLineHeight;
    }
}

// Plates and halos that charts lay behind text are of the panel's colour: here of the page's.
void change_ground(plot::Scene& scene, const plot::Tokens& colours) {
    const auto change = [&](plot::Colour& colour) {
        if (plot::with_alpha(colour, 1) == colours.panel)
            colour = plot::with_alpha(colours.window, colour.a);
    };
    for (plot::Shape& shape : scene.shapes)
        if (auto* rectangle = std::get_if<plot::Rectangle>(&shape))
            change(rectangle->fill);
        else if (auto* text = std::get_if<plot::Text>(&shape))
            change(text->halo);
        else if (auto* disc = std::get_if<plot::Disc>(&shape))
            change(disc->fill);
}

// As wide as asked, and as high as needed: at least as asked where that is more.
plot::Picture composed(const plot::Figure& figure, const plot::FigureInput& input,
                       const PageWish& wish, double more, const plot::TextMeasure& measure) {
    const plot::Tokens& colours = plot::tokens(wish.theme);
    const auto width = static_cast<float>(wish.size.width * more);
    const auto height = static_cast<float>(wish.size.height * more);
    const float inner = width - 2 * kMargin;
    plot::Text heading, caption;
    heading.colour = colours.text;
    heading.size = plot::kSectionSize;
    heading.face = plot::Face::semibold;
    caption.colour = colours.muted;
    caption.size = plot::kSmallSize;
    const Block above = block_of(wish.heading, inner, kHeadingLines, heading, measure);
    const Block below = block_of(wish.caption, inner, kCaptionLines, caption, measure);
    const float top = kMargin + (above.lines.empty() ? 0.0f : above.height() + kGap);
    const float under = kMargin + (below.lines.empty() ? 0.0f : below.height() + kGap);
    const float room = std::max(kLeastChart, height - top - under);
    plot::Picture chart = figure.make(input, {inner, room, wish.theme, 1.0f, measure});

    change_ground(chart.scene, colours);
    plot::Picture picture = chart;
    const float chart_height = chart.scene.height;
    picture.scene = {width, std::max(height, top + chart_height + under), {}, {}};
    const plot::Scene& page = picture.scene;
    picture.scene.shapes.emplace_back(
        plot::Rectangle{{0, 0, page.width, page.height}, colours.window});
    add(picture.scene, above, kMargin, kMargin);
    plot::append(picture.scene, std::move(chart.scene), {kMargin, top});
    add(picture.scene, below, kMargin, page.height - kMargin - below.height());
    return picture;
}

void show_rows(Page& page, const plot::FigureInput& input) {
    const engine::Result& result = input.result;
    if (result.projection == nullptr || result.clustering == nullptr)
        return;
    page.cloud.x = result.projection->x;
    page.cloud.y = result.projection->y;
    page.cloud.labels = result.clustering->labels;
    if (input.selection == nullptr)
        return;
    page.selected = engine::membership(*input.selection, *result.prepared.rows);
    page.cloud.selected = *page.selected;
}

} // namespace

Page figure_page(const plot::Figure& figure, const plot::FigureInput& input, const PageWish& wish,
                 const plot::TextMeasure& measure) {
    Page page;
    double more = 1;
    for (int i = 0; i < kMostTries; ++i) {
        page.picture = composed(figure, input, wish, more, measure);
        const double needed =
            static_cast<double>(page.picture.scene.height) / (wish.size.height * more);
        if (wish.size.grows || needed <= 1.0001)
            break;
        more *= std::clamp(std::sqrt(needed), 1.02, 2.0);
    }
    plot::Scene& scene = page.picture.scene;
    if (!wish.size.grows) { // what is still too high has room beside it
        more = std::max(more, static_cast<double>(scene.height) / wish.size.height);
        scene.width = static_cast<float>(wish.size.width * more);
        scene.height = static_cast<float>(wish.size.height * more);
        std::get<plot::Rectangle>(scene.shapes.front()).box = {0, 0, scene.width, scene.height};
    }
    page.pixels = wish.size.pixels / more;
    page.points = wish.size.points / more;
    page.cloud_pixels = wish.size.cloud_pixels / more;
    show_rows(page, input);
    return page;
}

} // namespace cohortscope::report
