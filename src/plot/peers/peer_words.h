// What peers, bands, sizes and flags are called.
#pragma once

#include <memory>
#include <string>

#include "analysis/peers/peers.h"
#include "engine/result.h"
#include "engine/study.h"

namespace cohortscope::plot {

// A peer study with peers, and the result whose rows they are.
struct PeerView {
    const engine::PeerStudy& study; // study.peers is not null
    const engine::Result& result;

    const analysis::Peers& peers() const { return *study.peers; }
    const schema::ColumnSpec& measure() const { return *study.rows->measure_spec; }
    const features::NamesSlot& names(std::size_t slot) const { return study.rows->names[slot]; }
    const features::NamesSlot& category() const { return names(peers().slots.category); }
};

inline constexpr const char* kFlagWords[] = {"above", "equal to", "below"};

// The column of the bands; of a year that is an age, with the words for that.
std::shared_ptr<const schema::ColumnSpec> band_column(const PeerView& view);

// "experience under 3 years": a band behind the label of its column, and "under 3 years" alone.
std::string band_words(const PeerView& view, std::size_t band);
std::string band_label(const PeerView& view, std::size_t band);

// "school of 10 to 99 rows"; "rare schools"; "no school".
std::string size_words(const PeerView& view, std::size_t size);

// "same start year, role and town": whom a group of peers compares.
std::string peers_in_words(const schema::Schema& schema, std::size_t group);

// "below the mean of the same town".
std::string flag_words(const schema::Schema& schema, std::size_t group, std::size_t flag);

// "40,118 of 187,204 people with enough peers (21.4 %) lie more than 20 % below the median …".
std::string underpaid_sentence(const PeerView& view);

// "same role and band of experience, at least 10 rows".
std::string compared_with(const PeerView& view);

// "Underpaid: more than 20 % below the median pay of their peers (same role …)".
std::string peers_note(const PeerView& view);

// The measure with its unit; a dash for what is no number.
std::string measure_text(const PeerView& view, double value);
std::string interval_text(const PeerView& view, const analysis::Interval& interval);

// The codes of a category with at least so many rows, most first, then by code.
std::vector<std::size_t> leading_codes(const std::vector<analysis::FiveNumbers>& of_codes,
                                       std::size_t fewest);

} // namespace cohortscope::plot
