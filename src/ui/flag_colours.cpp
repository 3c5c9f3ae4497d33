#include "ui/flag_colours.h"

#include <array>

#include "analysis/peers/peers.h"
#include "plot/peers/peer_words.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kHeight = 26.0f, kDot = 5.0f, kGap = 8.0f, kClose = 18.0f;

// Above, equal, below: hues of the palette that stay apart in every kind of colour vision.
constexpr std::array<int, analysis::kFlagValues> kHues = {0, plot::kGreyCluster, 1};

// The flags of the rows that the frame shows; null where the points have their groups' colours.
const std::vector<analysis::Label>* flags_shown(const Frame& frame) {
    const int group = frame.view.peers.colours;
    const auto* study = engine::value_in<engine::PeerStudy>(frame.studies[engine::Study::peers]);
    if (group < 0 || frame.before || study == nullptr || !study->peers || !study->peers->flags)
        return nullptr;
    const features::PreparedRows& rows = *frame.result()->prepared.rows;
    if (study->rows->fingerprint != rows.fingerprint ||
        study->rows->rows.size() != rows.rows.size())
        return nullptr;
    return &study->peers->flag_of.at(static_cast<std::size_t>(group));
}

plot::Colour colour_of(std::size_t flag, plot::Theme theme, plot::CloudMode mode) {
    return mode == plot::CloudMode::density ? plot::cluster_density_colour(kHues[flag], theme)
                                            : plot::cluster_colour(kHues[flag], theme);
}

} // namespace

void label_by_flags(const Frame& frame, plot::CloudData& data) {
    const std::vector<analysis::Label>* flags = flags_shown(frame);
    if (flags == nullptr)
        return;
    data.labels = *flags;
    // Apart from the small numbers that count clusterings.
    data.labels_key = base::Hasher()
                          .add_text("flags")
                          .add(frame.result()->prepared.rows->fingerprint)
                          .add(static_cast<std::uint64_t>(frame.view.peers.colours))
                          .finish()
                          .value;
}

void colour_by_flags(const Frame& frame, plot::CloudStyle& style) {
    if (flags_shown(frame) == nullptr)
        return;
    style.colours.clear();
    for (std::size_t flag = 0; flag < kHues.size(); ++flag)
        style.colours.push_back(colour_of(flag, frame.look.theme, style.mode));
    style.emphasis.assign(kHues.size(), 1.0f);
    style.markers.clear();
}

float flag_legend(Frame& frame, const Area& area) {
    const engine::StudyView& view = frame.studies[engine::Study::peers];
    const auto* study = engine::value_in<engine::PeerStudy>(view);
    if (study != nullptr && view.current && !(study->peers && study->peers->flags))
        frame.view.peers.colours = kNobody; // of a table that has no flags
    if (frame.view.peers.colours < 0)
        return 0.0f;
    const schema::Schema& schema = *frame.result()->prepared.bound->schema;
    const auto group = static_cast<std::size_t>(frame.view.peers.colours);
    const TextStyle style = small_plain(frame.look);
    const float middle = area.top + frame.px(kHeight) / 2;
    const float top = middle - text_height(frame.look, style) / 2;
    const float close = area.right - frame.px(kClose + 34); // beside the camera
    float left = area.left;
    const auto say = [&](const std::string& text) {
        const std::string shown = fitted(frame.look, text, std::max(0.0f, close - left), style);
        draw_text(frame.look, {left, top}, shown, style);
        left += text_width(frame.look, shown, style) + frame.px(kGap);
    };
    if (flags_shown(frame) == nullptr) {
        say("Colours of the groups until the peers are computed");
    } else {
        for (std::size_t flag = 0; flag < kHues.size(); ++flag) {
            ImGui::GetWindowDrawList()->AddCircleFilled(
                {left + frame.px(kDot), middle}, frame.px(kDot),
                packed(colour_of(flag, frame.look.theme, plot::CloudMode::points)));
            left += 2 * frame.px(kDot) + frame.px(4);
            say(plot::kFlagWords[flag]);
        }
        say("the mean of the " + plot::peers_in_words(schema, group));
    }
    if (icon_button(frame, "colours of the groups again",
                    {close, middle - frame.px(kClose) / 2, close + frame.px(kClose),
                     middle + frame.px(kClose) / 2},
                    Icon::close))
        frame.view.peers.colours = kNobody;
    return frame.px(kHeight);
}

} // namespace cohortscope::ui
