#include "report/row_export.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/format.h"
#include "base/parallel.h"
#include "data/csv/csv.h"
#include "features/peers/peer_flags.h"
#include "plot/labels.h"
#include "report/disclosure/chosen_columns.h"
#include "report/disclosure/small_cells.h"
#include "report/disclosure/withheld.h"
#include "report/tables/export_columns.h"
#include "report/tables/safe_text.h"

namespace cohortscope::report {

namespace {

using engine::RowColumn;

// The labels as cells, so that a row only copies one.
std::vector<std::string> cells_of(const std::vector<std::string>& texts) {
    std::vector<std::string> cells;
    for (const std::string& text : texts)
        cells.push_back(data::csv_cell(safe_text(text)));
    return cells;
}

} // namespace

RowExport::RowExport(std::shared_ptr<const engine::Result> result, RowOptions options)
    : result_(std::move(result)), options_(std::move(options)) {
    base::Progress progress;
    table_columns_ = engine::row_columns(result_->prepared.bound, progress);
    choose_rows();
    choose_columns();
    if (options_.as_schema_has_it)
        add_table_columns();
    add_own_columns();
    if (!options_.as_schema_has_it) {
        add_flags();
        if (!options_.exact)
            withhold_marks();
        add_table_columns();
    }
    make_notes();
}

std::uint32_t RowExport::table_row(std::size_t i) const {
    return result_->prepared.rows->rows[positions_[i]];
}

void RowExport::choose_rows() {
    const features::Column<std::uint32_t>& rows = result_->prepared.rows->rows;
    for (std::uint32_t position = 0; position < rows.size(); ++position)
        if (options_.only == nullptr || options_.only->contains(rows[position]))
            positions_.push_back(position);
}

void RowExport::choose_columns() {
    const std::vector<const RowColumn*> chosen =
        options_.all_columns ? all_columns(table_columns_)
                             : chosen_columns(table_columns_, options_.columns);
    const std::vector<const RowColumn*> coarse = chosen_columns(table_columns_, options_.coarsen);
    std::vector<std::uint32_t> rows(positions_.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = table_row(i);
    meter_ = std::make_unique<const Meter>(chosen, std::move(rows));
    grains_.assign(chosen.size(), Grain::exact);
    as_chosen_ = meter_->measure(grains_);
    for (const RowColumn* column : coarse) {
        const auto found = std::ranges::find(chosen, column);
        if (found == chosen.end())
            throw base::Error("'" + column->name +
                              "' is to be coarsened but is not among the columns to write");
        grains_[static_cast<std::size_t>(found - chosen.begin())] = Grain::coarse;
    }
    if (!options_.exact)
        grains_ = meter_->coarsened(std::move(grains_));
    as_written_ = meter_->measure(grains_);
}

void RowExport::add_own_columns() {
    const schema::Schema& schema = *result_->settings.schema;
    const auto head = [&](const char* key, const char* otherwise) {
        const std::string own = options_.as_schema_has_it ? export_name(schema, key) : "";
        return own.empty() ? std::string(otherwise) : own;
    };
    if (!options_.as_schema_has_it)
        columns_.push_back({"row", [this](std::size_t i, std::string& text) {
                                text += std::to_string(std::size_t{table_row(i)} + 1);
                            }});
    if (options_.with_ids)
        add_id();
    const auto cluster_of = [this](std::size_t i) {
        return std::size_t{result_->clustering->labels[positions_[i]]};
    };
    add_number(head("export.row_cluster", "cluster"), cluster_of);
    std::vector<std::string> names;
    for (int c = 0; c < result_->clustering->k; ++c)
        names.push_back(result_->name(c));
    columns_.push_back({head("export.row_label", "persona"),
                        [cluster_of, cells = cells_of(names)](std::size_t i, std::string& text) {
                            text += cells[cluster_of(i)];
                        }});
}

void RowExport::add_number(std::string head, std::function<std::size_t(std::size_t i)> number_of) {
    analysis::RowKeys keys(rows());
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = analysis::key_of(number_of(i));
    own_keys_.resize(rows());
    analysis::add_keys(own_keys_, keys, columns_.size());
    columns_.push_back(
        {std::move(head), [number_of = std::move(number_of)](std::size_t i, std::string& text) {
             text += std::to_string(number_of(i));
         }});
}

void RowExport::add_mark(std::string head, std::function<std::size_t(std::size_t i)> number_of) {
    add_number(std::move(head), std::move(number_of));
    columns_.back().append = [this, append = std::move(columns_.back().append)](std::size_t i,
                                                                                std::string& text) {
        if (withheld_.empty() || withheld_[i] == 0)
            append(i, text);
    };
}

void RowExport::withhold_marks() {
    std::vector<analysis::Label> clusters(rows());
    for (std::size_t i = 0; i < clusters.size(); ++i)
        clusters[i] = result_->clustering->labels[positions_[i]];
    withheld_ = withheld_rows(own_keys_, clusters, result_->clustering->k, kSmallestCount);
    constexpr std::uint64_t kNoMarks = std::uint64_t{1} << 32; // unlike every cluster
    for (std::size_t i = 0; i < clusters.size(); ++i)
        if (withheld_[i] != 0)
            own_keys_[i] = analysis::key_of(kNoMarks + clusters[i]);
}

void RowExport::add_id() {
    const std::optional<schema::BoundNames>& id = result_->prepared.bound->id;
    if (!id)
        return;
    columns_.push_back(
        {id->spec->name, [this, column = id->column](std::size_t i, std::string& text) {
             const std::int32_t code = column->codes[table_row(i)];
             if (code != data::kMissingCode)
                 text += data::csv_cell(safe_text(column->dictionary[code]));
         }});
}

void RowExport::add_flags() {
    const auto slots = features::peer_slots(*result_->prepared.bound);
    if (slots) {
        const auto flags = std::make_shared<const features::PeerFlags>(
            features::peer_flags(*result_->prepared.rows, *slots));
        const std::vector<schema::PeerSpec>& peers = result_->settings.schema->peers;
        const auto add = [&](std::size_t peer, const std::vector<std::uint8_t>& values) {
            add_mark(peers.at(peer).name + "_flag", [this, flags, &values](std::size_t i) {
                return std::size_t{values[positions_[i]]};
            });
        };
        add(0, flags->designation);
        add(1, flags->class_);
        add(2, flags->tier);
    }
    for (const engine::NamedSet& set : options_.sets)
        add_mark("set_" + set.name, [this, rows = set.rows](std::size_t i) {
            return std::size_t{rows != nullptr && rows->contains(table_row(i))};
        });
}

void RowExport::add_table_columns() {
    for (std::size_t c = 0; c < grains_.size(); ++c) {
        if (grains_[c] == Grain::left_out)
            continue;
        const GradedColumn& column = meter_->column(c, grains_[c]);
        columns_.push_back({column.name, [this, &column](std::size_t i, std::string& text) {
                                text += data::csv_cell(column.text(i, table_row(i)));
                            }});
    }
}

void RowExport::make_notes() {
    notes_ = {
        "One line a row: its number in the file, its cluster (from 0) and the cluster's name."};
    if (const auto out = std::ranges::count(withheld_, 1); out > 0)
        notes_.push_back("Of " + plot::row_count(static_cast<std::size_t>(out)) +
                         " flags and selections are left out, as fewer than " +
                         std::to_string(kSmallestCount) +
                         " rows of their cluster have the same, or to hide which these are.");
    if (grains_.empty()) {
        const analysis::Uniqueness own = own_uniqueness();
        notes_.push_back("No column of the table is written. On cluster, flags and selections " +
                         base::grouped(static_cast<long long>(own.unique)) + " of " +
                         plot::row_count(own.rows) + " are unique; the smallest group has " +
                         plot::row_count(own.smallest) + ".");
    } else {
        notes_.push_back("As chosen: " + disclosure_lines(as_chosen_).front() + ".");
        notes_.push_back("As written: " + disclosure_lines(as_written_).front() + ".");
        for (const ColumnDisclosure& column : as_written_.columns)
            if (!column.how.empty())
                notes_.push_back("Coarsened: " + column.name + ": " + column.how + ".");
        if (options_.exact && !as_written_.advice.empty())
            notes_.push_back(as_written_.advice);
        notes_.push_back(options_.exact
                             ? "Rule: columns are written exactly, as was asked for."
                             : "Rule: columns are coarsened until at most 5 % of the rows are "
                               "unique on them.");
    }
    if (options_.with_ids && result_->prepared.bound->id)
        notes_.push_back("Every row bears its " + result_->prepared.bound->id->spec->label +
                         " (id): all can be traced.");
    else
        notes_.emplace_back("Ids are left out.");
}

void RowExport::write(const std::function<void(std::string_view)>& take) const {
    std::string head;
    for (const Column& column : columns_)
        (head += head.empty() ? "" : ",") += data::csv_cell(safe_text(column.head));
    take(head + '\n');
    constexpr std::size_t kPiece = 32 * base::kChunkRows;
    for (std::size_t begin = 0; begin < rows(); begin += kPiece) {
        const std::size_t size = std::min(kPiece, rows() - begin);
        const auto parts =
            base::map_chunks<std::string>(size, base::kChunkRows, [&](const base::Chunk& chunk) {
                std::string part;
                for (std::size_t i = begin + chunk.begin; i < begin + chunk.end; ++i) {
                    for (const Column& column : columns_) {
                        column.append(i, part);
                        part += ',';
                    }
                    part.back() = '\n';
                }
                return part;
            });
        for (const std::string& part : parts)
            take(part);
    }
}

} // namespace cohortscope::report
