#include "engine/document.h"

#include <algorithm>
#include <tuple>

#include "base/file.h"
#include "base/format.h"
#include "base/printable.h"
#include "engine/settings_difference.h"

namespace cohortscope::engine {

namespace {

using Words = std::vector<std::string>;

bool same_rows(const std::shared_ptr<const RowSet>& a, const std::shared_ptr<const RowSet>& b) {
    return a == b || (a && b && *a == *b);
}

std::string plain_file_name(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return base::printable(slash == std::string::npos ? path : path.substr(slash + 1));
}

void table_words(const Document& before, const Document& after, Words& words) {
    if (before.table == after.table || !after.table)
        return;
    const bool again = before.table && before.table->fingerprint == after.table->fingerprint;
    words.push_back((again ? "read " : "opened ") + plain_file_name(after.table->source) +
                    (again ? " again" : ""));
}

void name_words(const Document& before, const Document& after, Words& words) {
    for (const analysis::GivenName& given : after.names)
        if (std::ranges::find(before.names, given) == before.names.end())
            words.push_back("named a group “" + base::printable(given.name) + "”");
    if (words.empty() && after.names.size() < before.names.size())
        words.push_back("a given name taken away");
}

void selection_words(const Document& before, const Document& after, Words& words) {
    if (!same_rows(before.selection, after.selection)) {
        if (!after.selection)
            words.push_back("selection cleared");
        else
            words.push_back("selected " + base::grouped(after.selection->count()) +
                            (after.selection->count() == 1 ? " row" : " rows") +
                            (after.selection_origin.empty() ? "" : ": " + after.selection_origin));
    }
    for (const NamedSet& set : after.sets)
        if (std::ranges::find(before.sets, set) == before.sets.end())
            words.push_back("set " + set.name + ": " + base::grouped(set.rows->count()) + " rows");
    for (const NamedSet& set : before.sets)
        if (std::ranges::find(after.sets, set.name, &NamedSet::name) == after.sets.end())
            words.push_back("set " + set.name + " removed");
}

void view_words(const ViewChoices& before, const ViewChoices& after, Words& words) {
    if (before.cloud != after.cloud) {
        constexpr const char* kClouds[] = {"points", "density", "points or density by itself"};
        words.push_back(std::string("map: ") + kClouds[static_cast<int>(after.cloud)]);
    }
    if (before.point_size != after.point_size)
        words.push_back("point size " + base::fixed(double(before.point_size), 1) + " → " +
                        base::fixed(double(after.point_size), 1));
    if (before.exposure != after.exposure)
        words.push_back("exposure " + base::fixed(double(before.exposure), 2) + " → " +
                        base::fixed(double(after.exposure), 2));
    if (before.pinned != after.pinned)
        words.push_back(after.pinned == kNoColour ? "no group in focus" : "a group in focus");
    if (before.row != after.row)
        words.push_back(after.row ? "asked about row " + base::grouped(*after.row + 1ll)
                                  : "asked about no row");
}

} // namespace

bool Document::operator==(const Document& other) const {
    return table == other.table && settings == other.settings && names == other.names &&
           same_rows(selection, other.selection) && selection_origin == other.selection_origin &&
           sets == other.sets && baseline == other.baseline && view == other.view;
}

std::string words_between(const Document& before, const Document& after) {
    Words words;
    table_words(before, after, words);
    if (words.empty())
        words = settings_difference(before.settings, after.settings);
    name_words(before, after, words);
    selection_words(before, after, words);
    if (before.baseline != after.baseline)
        words.push_back(after.baseline ? "baseline pinned" : "baseline let go");
    view_words(before.view, after.view, words);
    std::string text;
    for (const std::string& each : words)
        text += (text.empty() ? "" : " · ") + each;
    return text;
}

} // namespace cohortscope::engine
