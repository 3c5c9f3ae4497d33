#include "schema/peer_edges.h"

#include <charconv>
#include <cmath>

namespace cohortscope::schema {

std::optional<std::vector<double>> edges_of_text(std::string_view text) {
    std::vector<double> edges;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (*at == ' ') {
            ++at;
            continue;
        }
        double edge = 0.0;
        const auto [next, fault] = std::from_chars(at, end, edge);
        const bool ascends = edges.empty() || edge > edges.back();
        if (fault != std::errc() || !std::isfinite(edge) || !ascends ||
            (next != end && *next != ' ') || edges.size() == kMostEdges)
            return std::nullopt;
        edges.push_back(edge);
        at = next;
    }
    return edges.empty() ? std::nullopt : std::optional(std::move(edges));
}

std::optional<double> limit_of_text(std::string_view text, double low, double high) {
    const auto numbers = edges_of_text(text);
    if (!numbers || numbers->size() != 1 || numbers->front() < low || numbers->front() > high)
        return std::nullopt;
    return numbers->front();
}

} // namespace cohortscope::schema
