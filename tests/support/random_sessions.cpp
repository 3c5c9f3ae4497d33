#include "support/random_sessions.h"

#include <cmath>

#include "base/error.h"
#include "base/random.h"
#include "schema/schema_json.h"

namespace cohortscope::tests {

namespace {

using engine::Session;
using engine::Settings;

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_.below(n)); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    double unit() { return random_.uniform(); }

  private:
    base::Random random_;
};

std::string random_text(Dice& dice) {
    static const std::string kTexts[] = {
        "seniors", "a \"quoted\" name", "über ₹10 L", "back\\slash",
        "日本語",  "tab\tand\nline",    "x"};
    return kTexts[dice.below(std::size(kTexts))] + std::to_string(dice.below(1000));
}

std::shared_ptr<const schema::Schema> own_schema() {
    static const auto schema = std::make_shared<const schema::Schema>(schema::schema_from_json(
        R"({"cohortscope_schema": 1, "name": "mine", "columns": [
            {"name": "pay", "role": "measure"}, {"name": "years", "role": "number"},
            {"name": "town", "role": "category"}]})",
        "mine"));
    return schema;
}

double random_value(const engine::Field& field, Dice& dice) {
    switch (field.kind) {
    case engine::FieldKind::boolean:
        return dice.one_in(2) ? 1.0 : 0.0;
    case engine::FieldKind::choice:
        return static_cast<double>(dice.below(field.choices.size()));
    case engine::FieldKind::integer:
        return std::floor(field.minimum + dice.unit() * (field.maximum - field.minimum));
    case engine::FieldKind::real:
        break;
    }
    return field.minimum + dice.unit() * (field.maximum - field.minimum);
}

Settings random_settings(Dice& dice) {
    Settings settings;
    const auto known = schema::known_schemas();
    const std::size_t which = dice.below(known.size() + 1);
    settings.schema = which < known.size() ? known[which] : own_schema();
    for (const engine::Field& field : engine::fields(settings)) {
        if (!dice.one_in(3))
            continue;
        Settings next = settings;
        field.set(next, random_value(field, dice));
        try {
            engine::check_combination(next);
            settings = next;
        } catch (const base::Error&) {
        }
    }
    for (std::size_t i = dice.below(4); i > 0; --i)
        settings.weights["feature " + std::to_string(dice.below(9))] = dice.unit() * 3.0;
    return settings;
}

std::shared_ptr<const engine::RowSet> random_rows(std::size_t rows, Dice& dice) {
    std::vector<std::uint32_t> chosen;
    const std::size_t rarity = 1 + dice.below(5);
    const bool in_runs = dice.one_in(2);
    bool inside = false;
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (!in_runs || dice.one_in(20))
            inside = dice.one_in(rarity);
        if (inside)
            chosen.push_back(row);
    }
    return std::make_shared<const engine::RowSet>(engine::RowSet::of(chosen, rows));
}

// Results of one table as a window shows them one after another.
class Shower {
  public:
    // Of the results' rows.
    Shower(const engine::RowSet& rows, Dice& dice) : dice_(dice), rows_(rows.ascending()) {
        if (rows_.empty())
            rows_.push_back(0);
    }

    std::shared_ptr<const engine::ShownFinal> show(const Session& session, int k) {
        std::vector<analysis::Label> labels;
        for (const std::uint32_t row : rows_)
            labels.push_back(static_cast<analysis::Label>(
                dice_.one_in(8) ? dice_.below(static_cast<std::size_t>(k)) : row % unsigned(k)));
        tracker_.follow_names(session.document.names);
        analysis::Identity identity =
            tracker_.match({labels, k, rows_, {dice_.below(100)}, true, {}});
        return std::make_shared<const engine::ShownFinal>(
            engine::ShownFinal{session.data.content, session.document.settings,
                               session.document.names, std::move(identity), tracker_});
    }

    const std::shared_ptr<const analysis::Snapshot>& snapshot() const { return tracker_.shown(); }

  private:
    Dice& dice_;
    std::vector<std::uint32_t> rows_;
    analysis::IdentityTracker tracker_;
};

void name_a_group(Session& session, const engine::ShownFinal& shown, const Shower& shower,
                  Dice& dice) {
    analysis::GivenNames& names = session.document.names;
    const auto k = static_cast<std::size_t>(shower.snapshot()->k);
    names = analysis::with_name(names, shown.identity.name_entry, shower.snapshot(),
                                static_cast<int>(dice.below(k)), random_text(dice));
}

engine::ViewChoices random_view(std::size_t rows, Dice& dice) {
    engine::ViewChoices view;
    view.cloud = static_cast<engine::CloudChoice>(dice.below(3));
    view.point_size = static_cast<float>(0.5 + dice.unit() * 4.0);
    view.exposure = static_cast<float>(0.1 + dice.unit() * 4.0);
    view.pinned = static_cast<int>(dice.below(8)) - 1;
    if (dice.one_in(2))
        view.row = static_cast<std::uint32_t>(dice.below(rows));
    if (dice.one_in(2))
        view.muted[random_text(dice)] = dice.unit();
    if (dice.one_in(3)) {
        view.solo = random_text(dice);
        view.before_solo[view.solo] = dice.unit();
    }
    view.light = dice.one_in(2);
    view.tab = dice.one_in(2) ? "sensitivity" : "profile";
    return view;
}

engine::DataFile random_data(Dice& dice) {
    engine::DataFile data;
    data.path = dice.one_in(9) ? std::string("/tmp/\xff\xfe.csv") : "/data/" + random_text(dice);
    data.source = data.path;
    data.beside = "../" + data.path;
    data.sheet = dice.one_in(3) ? random_text(dice) : "";
    if (dice.one_in(3))
        data.called[random_text(dice)] = random_text(dice);
    data.strict = dice.one_in(4);
    data.bytes = dice.below(1u << 30);
    data.rows = 1 + dice.below(400);
    data.content = {dice.below(~std::size_t{0})};
    return data;
}

void fill_rows(Session& session, Dice& dice) {
    Shower shower(*random_rows(session.data.rows, dice), dice);
    for (std::size_t steps = 1 + dice.below(5); steps > 0; --steps) {
        session.document.settings = random_settings(dice);
        const int k = 1 + static_cast<int>(dice.below(9));
        session.shown = shower.show(session, k);
        if (dice.one_in(2))
            name_a_group(session, *session.shown, shower, dice);
        if (dice.one_in(3))
            session.document.baseline = session.shown;
    }
    session.shown = dice.one_in(5) ? nullptr : shower.show(session, 3);
    if (dice.one_in(2)) {
        session.document.selection = random_rows(session.data.rows, dice);
        session.document.selection_origin = random_text(dice);
    }
    for (std::size_t i = dice.below(4); i > 0; --i)
        session.document.sets.push_back({engine::next_set_name(session.document.sets),
                                         random_rows(session.data.rows, dice), random_text(dice)});
}

} // namespace

engine::Session random_session(std::uint64_t seed) {
    Dice dice(seed);
    Session session;
    session.document.settings = random_settings(dice);
    session.document.view = random_view(1, dice);
    session.document.view.row.reset();
    if (dice.one_in(10))
        return session; // of no table
    session.data = random_data(dice);
    session.document.view = random_view(session.data.rows, dice);
    fill_rows(session, dice);
    session.column = dice.one_in(2) ? random_text(dice) : "";
    return session;
}

engine::Session large_session(std::size_t rows, int k) {
    Dice dice(7);
    Session session;
    session.data = random_data(dice);
    session.data.rows = rows;
    Shower shower(engine::RowSet::all(rows), dice);
    session.document.baseline = shower.show(session, k);
    name_a_group(session, *session.document.baseline, shower, dice);
    session.shown = shower.show(session, k);
    session.document.selection = random_rows(rows, dice);
    session.document.sets.push_back({"A", random_rows(rows, dice), "drawn"});
    return session;
}

} // namespace cohortscope::tests
