#include "gl/points.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "base/error.h"
#include "gl/card_points.h"
#include "gl/kept_state.h"
#include "gl/picture.h"
#include "plot/cloud/splat.h"

namespace cohortscope::gl {

namespace {

// Everything a picture depends on; equal keys mean the same picture.
struct PictureKey {
    std::size_t rows = 0;
    std::uint64_t positions_key = 0, labels_key = 0;
    bool has_selection = false;
    std::uint64_t selected_key = 0;
    plot::CloudView view;
    plot::CloudStyle style;
    bool on_processor = false;
    bool operator==(const PictureKey&) const = default;
};

bool renders_in_software() {
    const auto* text = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    std::string renderer = text != nullptr ? text : "";
    std::transform(renderer.begin(), renderer.end(), renderer.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* name :
         {"llvmpipe", "softpipe", "swrast", "swiftshader", "software rasterizer"})
        if (renderer.find(name) != std::string::npos)
            return true;
    return false;
}

} // namespace

struct PointRenderer::State {
    bool software = renders_in_software();
    Path path = Path::automatic;
    std::optional<CardPoints> card; // made when first needed: a software renderer never does
    plot::Splatter splatter;
    Picture picture;
    std::optional<PictureKey> drawn;
    std::uint64_t bytes_uploaded = 0;
    std::uint64_t pictures = 0;

    void draw_on_processor(const plot::CloudData& data, const plot::CloudView& view,
                           const plot::CloudStyle& style) {
        bytes_uploaded += picture.upload(splatter.draw(data, view, style));
    }

    void draw_on_card(const plot::CloudData& data, const plot::CloudView& view,
                      const plot::CloudStyle& style) {
        if (!card)
            card.emplace();
        bytes_uploaded += card->upload(data);
        picture.resize(view.width, view.height);
        card->draw(view, style, picture);
    }
};

PointRenderer::PointRenderer() : state_(std::make_unique<State>()) {}
PointRenderer::~PointRenderer() = default;

unsigned int PointRenderer::draw(const plot::CloudData& data, const plot::CloudView& view,
                                 const plot::CloudStyle& style) {
    ENSURE(data.y.size() == data.x.size() && data.labels.size() == data.x.size());
    ENSURE(view.width > 0 && view.height > 0);
    ENSURE(data.selected.empty() || data.selected.size() == data.x.size());
    PictureKey key{.rows = data.x.size(),
                   .positions_key = data.positions_key,
                   .labels_key = data.labels_key,
                   .has_selection = !data.selected.empty(),
                   .selected_key = data.selected.empty() ? 0 : data.selected_key,
                   .view = view,
                   .style = style,
                   .on_processor = draws_on_processor()};
    if (state_->drawn == key)
        return state_->picture.name();
    state_->drawn.reset(); // stays empty if drawing throws
    ++state_->pictures;
    const KeptState kept;
    if (key.on_processor)
        state_->draw_on_processor(data, view, style);
    else
        state_->draw_on_card(data, view, style);
    state_->picture.magnify(style.mode == plot::CloudMode::density);
    state_->drawn = std::move(key);
    return state_->picture.name();
}

void PointRenderer::choose(Path path) { state_->path = path; }

bool PointRenderer::draws_on_processor() const {
    if (state_->path == Path::automatic)
        return state_->software;
    return state_->path == Path::processor;
}

std::uint64_t PointRenderer::bytes_uploaded() const { return state_->bytes_uploaded; }
std::uint64_t PointRenderer::pictures() const { return state_->pictures; }

} // namespace cohortscope::gl
