#include "features/rows/clean.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "base/error.h"
#include "base/parallel.h"
#include "features/rows/distinct.h"
#include "features/steps/pay.h"

namespace cohortscope::features {

namespace {

using Rows = std::vector<std::uint32_t>;

const data::TextColumn& text_column(const data::Table& table, std::string_view name) {
    const data::TextColumn* column = table.find_text(name);
    if (column == nullptr)
        throw base::Error::in(table.source, "no text column " + std::string(name));
    return *column;
}

const std::vector<double>& numeric_column(const data::Table& table, std::string_view name) {
    const data::NumericColumn* column = table.find_numeric(name);
    if (column == nullptr)
        throw base::Error::in(table.source, "no numeric column " + std::string(name));
    return column->values;
}

// The six columns, all rows of the file; text by the codes after S1.
struct Columns {
    const data::TextColumn& company;
    const data::TextColumn& role;
    const std::vector<std::int32_t>& email;
    std::size_t emails;
    const std::vector<double>& orgyear;
    const std::vector<double>& ctc;
    const std::vector<double>& updated_year;
};

Columns columns_of(const data::Table& table) {
    const data::TextColumn& email = text_column(table, "email_hash");
    return {text_column(table, "company_hash"),
            text_column(table, "job_position"),
            email.codes,
            email.dictionary.size(),
            numeric_column(table, "orgyear"),
            numeric_column(table, "ctc"),
            numeric_column(table, "ctc_updated_year")};
}

std::int32_t code_after(const SortedNames& names, std::int32_t code) {
    return code < 0 ? data::kMissingCode : names.code_of[static_cast<std::size_t>(code)];
}

// The name as S2 compares it: after S1, or as read where S1 left nothing of it.
std::int32_t compared(const SortedNames& names, std::int32_t code) {
    const std::int32_t after = code_after(names, code);
    if (after >= 0 || code < 0)
        return after;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(names.names->size()) +
                                     static_cast<std::uint32_t>(code));
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::uint64_t pair_of(std::int32_t high, std::int32_t low) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 |
           static_cast<std::uint32_t>(low);
}

// A hash of what text cleaning leaves alone.
std::vector<std::uint64_t> hashes_without_text(const Columns& columns) {
    std::vector<std::uint64_t> hashes(columns.ctc.size());
    base::for_each_chunk(hashes.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            std::uint64_t hash = folded(0, pair_of(0, columns.email[row]));
            hash = folded(hash, columns.ctc[row]);
            hash = folded(hash, columns.orgyear[row]);
            hashes[row] = folded(hash, columns.updated_year[row]);
        }
    });
    return hashes;
}

bool same_but_for_text(const Columns& columns, std::size_t a, std::size_t b) {
    return columns.email[a] == columns.email[b] && same_number(columns.ctc[a], columns.ctc[b]) &&
           same_number(columns.orgyear[a], columns.orgyear[b]) &&
           same_number(columns.updated_year[a], columns.updated_year[b]);
}

// Rows alike in all but text that are compared one by one.
constexpr std::uint32_t kMostCompared = 32;

// The rows that equal an earlier one, each compared with the earlier ones of its hash.
template <class Same> Rows repeats_by_links(const std::vector<HashLink>& links, const Same& same) {
    const auto is_repeat = [&](std::size_t at) {
        const std::uint32_t row = links[at].row;
        for (;;) {
            if (same(row, links[at].before))
                return true;
            if (links[at].before_link == HashLink::kNone)
                return false;
            at = links[at].before_link;
        }
    };
    const auto parts =
        base::map_chunks<Rows>(links.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Rows repeated;
            for (std::size_t at = chunk.begin; at < chunk.end; ++at)
                if (is_repeat(at))
                    repeated.push_back(links[at].row);
            return repeated;
        });
    Rows all;
    for (const Rows& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

// The same where many rows differ in nothing but text.
template <class Same>
Rows repeats_by_hash(const Columns& columns, const SortedNames& company, const SortedNames& role,
                     const Same& same) {
    std::vector<std::uint64_t> hashes = hashes_without_text(columns);
    for (std::size_t row = 0; row < hashes.size(); ++row)
        hashes[row] = folded(hashes[row], pair_of(compared(company, columns.company.codes[row]),
                                                  compared(role, columns.role.codes[row])));
    Rows repeated;
    find_repeats(hashes, same,
                 [&](std::size_t row) { repeated.push_back(static_cast<std::uint32_t>(row)); });
    return repeated;
}

// Rows whose name S1 emptied.
std::size_t count_emptied(const data::TextColumn& column, const SortedNames& names) {
    const bool any = std::find(names.code_of.begin(), names.code_of.end(), data::kMissingCode) !=
                     names.code_of.end();
    if (!any)
        return 0;
    return static_cast<std::size_t>(
        std::count_if(column.codes.begin(), column.codes.end(),
                      [&](std::int32_t code) { return code >= 0 && code_after(names, code) < 0; }));
}

// S4's choice of one row a learner; rows without an e-mail stay.
void keep_one_per_learner(const Columns& columns, PersonRows choice, Rows& kept) {
    if (choice == PersonRows::all)
        return;
    constexpr std::uint32_t kNone = 0xffffffffU;
    Rows chosen(columns.emails, kNone);
    for (const std::uint32_t row : kept) {
        if (columns.email[row] < 0)
            continue;
        std::uint32_t& mine = chosen[static_cast<std::size_t>(columns.email[row])];
        if (choice == PersonRows::last || mine == kNone)
            mine = row;
    }
    std::erase_if(kept, [&](std::uint32_t row) {
        return columns.email[row] >= 0 &&
               chosen[static_cast<std::size_t>(columns.email[row])] != row;
    });
}

// The numbers in [0, count) that are in neither of two ascending lists.
Rows all_but(std::size_t count, const Rows& first, const Rows& second) {
    Rows dropped;
    std::set_union(first.begin(), first.end(), second.begin(), second.end(),
                   std::back_inserter(dropped));
    Rows kept(count - dropped.size());
    auto to = kept.begin();
    std::uint32_t next = 0;
    for (const std::uint32_t row : dropped) {
        std::iota(to, to + (row - next), next);
        to += row - next;
        next = row + 1;
    }
    std::iota(to, kept.end(), next);
    return kept;
}

// result[i] = value_of(rows[i]).
template <class T, class ValueOf>
Column<T> gathered(std::span<const std::uint32_t> rows, const ValueOf& value_of) {
    return Column<T>::made(rows.size(), [&](const base::Chunk& chunk, T* values) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            values[i] = value_of(rows[i]);
    });
}

SortedText text_of(std::span<const std::uint32_t> rows, const data::TextColumn& column,
                   const SortedNames& names) {
    return {gathered<std::int32_t>(
                rows, [&](std::uint32_t row) { return code_after(names, column.codes[row]); }),
            names.names};
}

// Rows, and the columns that follow from them alone.
void set_rows(Cleaned& cleaned, const Columns& columns, Rows kept, const Cleaned* previous) {
    if (previous != nullptr && std::ranges::equal(previous->rows, kept)) {
        cleaned.rows = previous->rows;
        cleaned.ctc = previous->ctc;
    } else {
        const double* ctc = columns.ctc.data();
        cleaned.ctc = gathered<double>(kept, [ctc](std::uint32_t row) { return ctc[row]; });
        cleaned.rows = std::move(kept);
    }
    cleaned.email = {columns.email, cleaned.rows};
    cleaned.emails = columns.emails;
    cleaned.updated_year = {columns.updated_year, cleaned.rows};
}

base::Fingerprint fingerprint_of_cleaned(const Cleaned& cleaned, const data::Table& table) {
    const CleanCounts& counts = cleaned.counts;
    return base::Hasher()
        .add(table.fingerprint)
        .add(cleaned.rows.fingerprint())
        .add(fingerprint_of_text(cleaned.company))
        .add(fingerprint_of_text(cleaned.role))
        .add(cleaned.ctc_update_count.fingerprint())
        .add(counts.rows_read)
        .add(counts.emptied)
        .add(counts.duplicates)
        .add(counts.look_alikes)
        .add(counts.rows_without_pay)
        .add(counts.rows_of_same_learner)
        .add(counts.updated_before_start)
        .finish();
}

} // namespace

Cleaner::Form& Cleaner::form(bool cleaned_text) {
    std::optional<Form>& form = forms_[cleaned_text ? 1 : 0];
    if (!form) {
        const Columns columns = columns_of(table_);
        const NameForm names = cleaned_text ? NameForm::cleaned : NameForm::as_read;
        form.emplace();
        form->company = sort_names(columns.company.dictionary, names);
        form->role = sort_names(columns.role.dictionary, names);
        form->emptied =
            count_emptied(columns.company, form->company) + count_emptied(columns.role, form->role);
    }
    return *form;
}

const std::vector<HashLink>& Cleaner::alike() {
    if (!alike_)
        alike_ = link_equal_hashes(hashes_without_text(columns_of(table_)));
    return *alike_;
}

// S2's rows, found among those that are alike in all but text.
const Cleaner::Rows& Cleaner::repeats(Form& form) {
    if (form.repeats)
        return *form.repeats;
    const std::vector<HashLink>& links = alike();
    const Columns columns = columns_of(table_);
    const auto same = [&](std::size_t a, std::size_t b) {
        return compared(form.role, columns.role.codes[a]) ==
                   compared(form.role, columns.role.codes[b]) &&
               compared(form.company, columns.company.codes[a]) ==
                   compared(form.company, columns.company.codes[b]) &&
               same_but_for_text(columns, a, b);
    };
    const bool deep = std::any_of(links.begin(), links.end(),
                                  [](const HashLink& link) { return link.depth > kMostCompared; });
    form.repeats = deep ? repeats_by_hash(columns, form.company, form.role, same)
                        : repeats_by_links(links, same);
    std::copy_if(form.repeats->begin(), form.repeats->end(), std::back_inserter(form.known),
                 [&](std::uint32_t row) { return columns.email[row] >= 0; });
    return *form.repeats;
}

const Cleaner::Rows& Cleaner::unpaid() {
    if (!unpaid_) {
        const std::vector<double>& ctc = numeric_column(table_, "ctc");
        unpaid_.emplace();
        for (std::size_t row = 0; row < ctc.size(); ++row)
            if (!(ctc[row] > 0.0))
                unpaid_->push_back(static_cast<std::uint32_t>(row));
    }
    return *unpaid_;
}

std::size_t Cleaner::updated_before_start() {
    if (!updated_before_start_) {
        const Columns columns = columns_of(table_);
        updated_before_start_ = 0;
        for (std::size_t row = 0; row < table_.rows; ++row)
            *updated_before_start_ += columns.updated_year[row] < columns.orgyear[row] ? 1 : 0;
    }
    return *updated_before_start_;
}

const std::vector<std::int32_t>& Cleaner::paid_rows() {
    const Columns columns = columns_of(table_);
    if (paid_rows_.empty() && columns.emails > 0) {
        paid_rows_.resize(columns.emails, 0);
        for (const std::uint32_t row : all_but(table_.rows, unpaid(), {}))
            if (columns.email[row] >= 0)
                ++paid_rows_[static_cast<std::size_t>(columns.email[row])];
    }
    return paid_rows_;
}

std::shared_ptr<const base::Ranked> Cleaner::orgyears() {
    if (!orgyears_)
        orgyears_ = std::make_shared<const base::Ranked>(
            base::rank_values(numeric_column(table_, "orgyear")));
    return orgyears_;
}

Cleaned Cleaner::clean(const CleanSettings& settings, const Cleaned* previous) {
    const Columns columns = columns_of(table_);
    Form& names = form(settings.text);
    const Rows none;
    const Rows& alike_rows = settings.duplicates == Duplicates::none ? none : repeats(names);
    const Rows& repeated = settings.duplicates == Duplicates::known ? names.known : alike_rows;
    Rows kept = all_but(table_.rows, unpaid(), repeated);
    Cleaned cleaned;
    cleaned.counts.rows_read = table_.rows;
    cleaned.counts.emptied = names.emptied;
    cleaned.counts.duplicates = repeated.size();
    cleaned.counts.look_alikes = alike_rows.size() - repeated.size();
    cleaned.counts.updated_before_start = updated_before_start();
    cleaned.counts.rows_without_pay = table_.rows - repeated.size() - kept.size();
    std::vector<std::int32_t> learner_rows = paid_rows();
    for (const std::uint32_t row : repeated)
        if (columns.ctc[row] > 0.0 && columns.email[row] >= 0)
            --learner_rows[static_cast<std::size_t>(columns.email[row])];
    const std::size_t paid = kept.size();
    keep_one_per_learner(columns, settings.person_rows, kept);
    cleaned.counts.rows_of_same_learner = paid - kept.size();
    if (kept.empty())
        throw base::Error::in(table_.source, "no row has a ctc above 0");
    set_rows(cleaned, columns, std::move(kept), previous);
    cleaned.orgyears = orgyears();
    cleaned.orgyear = {cleaned.orgyears->codes, cleaned.rows};
    cleaned.company = text_of(cleaned.rows, columns.company, names.company);
    cleaned.role = text_of(cleaned.rows, columns.role, names.role);
    cleaned.ctc_update_count = gathered<double>(cleaned.rows, [&](std::uint32_t row) {
        const std::int32_t email = columns.email[row];
        return email < 0 ? 1.0 : static_cast<double>(learner_rows[static_cast<std::size_t>(email)]);
    });
    cleaned.fingerprint = fingerprint_of_cleaned(cleaned, table_);
    return cleaned;
}

std::vector<std::uint32_t> Cleaner::order_by_pay(const Cleaned& cleaned) {
    const std::vector<double>& ctc = numeric_column(table_, "ctc");
    if (by_pay_.empty()) {
        const Rows paid = all_but(table_.rows, unpaid(), {});
        const auto pay = gathered<double>(paid, [&](std::uint32_t row) { return ctc[row]; });
        by_pay_ = features::order_by_pay(std::span<const double>(pay));
        for (std::uint32_t& row : by_pay_)
            row = paid[row];
    }
    return positions_in_order(by_pay_, cleaned.rows, table_.rows);
}

Cleaned clean(const data::Table& table, const CleanSettings& settings) {
    return Cleaner(table).clean(settings);
}

} // namespace cohortscope::features
