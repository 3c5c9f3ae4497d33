// A script as it grows, step by step, and what its steps read of the result.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/result.h"
#include "plot/effects.h"
#include "report/script/script_plan.h"
#include "report/script/script_source.h"

namespace cohortscope::report {

class Script {
  public:
    Script(const engine::Result& shown, const ScriptSource& file);

    const engine::Result& result;
    const ScriptSource& source;
    const schema::Bound& bound;
    const ScriptPlan plan;

    void line(const std::string& text);                  // of code
    void code(std::string_view text) { steps_ += text; } // with its line ends
    void comment(std::string_view text);                 // behind a blank line
    void note(std::string_view text);                    // without one
    // The function of assets/script/NAME.py, once, above the steps.
    void needs(std::string_view name) { helpers_.insert(std::string(name)); }
    void imports(const std::string& statement) { imports_.insert(statement); }

    // Whether the program counted this; its steps then do so too.
    bool is_counted(plot::EffectPart part, std::string_view column, std::string_view what) const;
    // counts[key] = expression, where the program counted it; it will be compared.
    void count(plot::EffectPart part, std::string_view column, std::string_view what,
               const std::string& expression, std::string_view indent = "");
    // Whether keys of counts are (step, column, what), rather than names of fields.
    bool keys_by_step() const { return by_step_; }
    // The same where a loop has counted it.
    void expect_count(plot::EffectPart part, std::string_view column, std::string_view what);

    std::string text() const;

  private:
    const plot::Effect* find(plot::EffectPart part, std::string_view column,
                             std::string_view what) const;
    std::string key_of(const plot::Effect& effect) const;
    std::string program_values() const;

    std::vector<plot::Effect> effects_;
    bool by_step_ = false; // keys of counts are (step, column, what), not names of fields
    std::string steps_;
    std::set<std::string> helpers_, imports_;
    std::vector<std::pair<std::string, std::string>> expected_; // key and value of the counts
};

// rows["name"]
std::string cells_named(std::string_view column, std::string_view frame = "rows");

// The name of the column of places that a column with levels has besides its names.
std::string places_of(const schema::ColumnSpec& column);

// What the slot of numbers is called in the script.
std::string number_named(const schema::Bound& bound, std::size_t slot);

// The words for a column in comments.
std::string words_for(const schema::ColumnSpec& column);

// The steps, in their order; each writes nothing where the result does not need it.
void write_reading(Script& script);
void write_row_steps(Script& script);    // S1 to S4
void write_number_fills(Script& script); // S5
void write_name_fills(Script& script);   // S6
void write_bounds(Script& script);       // S7
void write_rare_names(Script& script);   // S8
void write_features(Script& script);     // S9 to S11
void write_clusters(Script& script);
void write_comparison(Script& script);

} // namespace cohortscope::report
