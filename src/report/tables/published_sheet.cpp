#include "report/tables/published_sheet.h"

#include <cmath>

#include "plot/personas/published_words.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

std::optional<Sheet> published_sheet(const engine::Result& result, const Figures& figures) {
    const engine::Preset* preset = engine::preset_of(result.settings);
    if (preset == nullptr)
        return std::nullopt;
    const auto real = [](const char* name, const char* label) {
        return SheetColumn{.name = name, .label = label, .kind = CellKind::real};
    };
    Sheet sheet{.name = "published",
                .title = preset->label,
                .notes = preset->differences,
                .columns = {{.name = "published_group", .label = "published group"},
                            {.name = "cluster", .label = "cluster", .kind = CellKind::whole},
                            {.name = "of", .label = "number"},
                            real("there", "published"),
                            real("here", "here"),
                            real("change", "here / published − 1")},
                .rows = {}};
    for (const plot::PublishedLine& line : plot::published_lines(*preset, result)) {
        const bool one = line.cluster >= 0;
        const bool out = one && figures.hidden[static_cast<std::size_t>(line.cluster)] != 0;
        for (const plot::PublishedNumber& number : line.numbers) {
            const bool known = std::isfinite(number.here) && number.there != 0.0;
            sheet.rows.push_back(
                {line.name, one ? whole(static_cast<std::size_t>(line.cluster)) : Cell(), number.of,
                 number.there, unless(out, known ? Cell(number.here) : Cell()),
                 unless(out, known ? Cell(number.here / number.there - 1.0) : Cell())});
        }
    }
    name_hidden(sheet);
    return sheet;
}

} // namespace cohortscope::report
