#include "engine/selection/peer_shapes.h"

#include "analysis/peers/peers.h"

namespace cohortscope::engine {

namespace {

using analysis::Label;
using Labels = std::vector<Label>;

constexpr std::size_t kLabels = 256;
constexpr std::size_t kMostCategories = kLabels * kLabels; // that two labels tell apart

std::vector<bool> only(std::size_t label) {
    std::vector<bool> wanted(label + 1, false);
    wanted[label] = true;
    return wanted;
}

} // namespace

std::optional<Shape> peer_rows(const PeerStudy& study, const PeerPart& part, std::string origin) {
    if (!study.peers || (part.category && study.peers->categories > kMostCategories))
        return std::nullopt;
    Labelled labelled{study.rows, {}, std::move(origin)};
    const auto add = [&](const Labels& labels, std::size_t wanted) {
        labelled.by.push_back({std::shared_ptr<const Labels>(study.peers, &labels), only(wanted)});
    };
    if (part.category) {
        add(study.peers->category_low, *part.category % kLabels);
        add(study.peers->category_high, *part.category / kLabels);
    }
    if (part.band)
        add(study.peers->band_of, *part.band);
    if (part.size)
        add(study.peers->size_of, *part.size);
    if (part.flag)
        add(study.peers->flag_of.at(part.flag->group), part.flag->flag);
    if (part.underpaid)
        add(study.peers->standing, analysis::kUnderpaid);
    if (part.cluster)
        labelled.by.push_back(
            {std::shared_ptr<const Labels>(study.clustering, &study.clustering->labels),
             only(*part.cluster)});
    if (labelled.by.empty())
        return std::nullopt;
    return Shape{std::move(labelled)};
}

Shape named_rows(const PeerStudy& study, std::size_t slot, std::size_t code) {
    const features::NamesSlot& names = study.rows->names.at(slot);
    return Shape{Name{names.spec->name, std::string(names.text.names->at(code))}};
}

} // namespace cohortscope::engine
