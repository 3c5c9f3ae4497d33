#include "features/clean.h"

#include <cmath>
#include <numeric>
#include <string>

#include "base/error.h"
#include "base/parallel.h"
#include "features/distinct.h"
#include "features/sorted_names.h"

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

// The six columns after S1, all rows of the file.
struct Columns {
    SortedText company;
    SortedText role;
    const std::vector<std::int32_t>& email;
    std::size_t emails;
    const std::vector<double>& orgyear;
    const std::vector<double>& ctc;
    const std::vector<double>& updated_year;
};

Columns columns_of(const data::Table& table, const CleanSettings& settings) {
    const NameForm form = settings.text ? NameForm::cleaned : NameForm::as_read;
    const data::TextColumn& email = text_column(table, "email_hash");
    return {sort_names(text_column(table, "company_hash"), form),
            sort_names(text_column(table, "job_position"), form),
            email.codes,
            email.dictionary.size(),
            numeric_column(table, "orgyear"),
            numeric_column(table, "ctc"),
            numeric_column(table, "ctc_updated_year")};
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same_row(const Columns& columns, std::size_t a, std::size_t b) {
    return columns.email[a] == columns.email[b] &&
           columns.company.codes[a] == columns.company.codes[b] &&
           columns.role.codes[a] == columns.role.codes[b] &&
           same_number(columns.ctc[a], columns.ctc[b]) &&
           same_number(columns.orgyear[a], columns.orgyear[b]) &&
           same_number(columns.updated_year[a], columns.updated_year[b]);
}

std::uint64_t pair_of(std::int32_t high, std::int32_t low) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 |
           static_cast<std::uint32_t>(low);
}

// S2: the rows that equal no earlier row.
Rows without_duplicates(const Columns& columns) {
    const std::size_t n = columns.ctc.size();
    std::vector<std::uint64_t> hashes(n);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            std::uint64_t hash = pair_of(columns.email[row], columns.company.codes[row]);
            hash = folded(hash, pair_of(0, columns.role.codes[row]));
            hash = folded(hash, columns.ctc[row]);
            hash = folded(hash, columns.orgyear[row]);
            hashes[row] = folded(hash, columns.updated_year[row]);
        }
    });
    Rows kept(n);
    std::iota(kept.begin(), kept.end(), 0U);
    std::vector<std::uint8_t> repeated(n, 0);
    find_repeats(
        hashes, [&](std::size_t a, std::size_t b) { return same_row(columns, a, b); },
        [&](std::size_t row) { repeated[row] = 1; });
    std::erase_if(kept, [&](std::uint32_t row) { return repeated[row] != 0; });
    return kept;
}

// S4's counts: rows that share each e-mail.
std::vector<std::int32_t> rows_of_learners(const Columns& columns, const Rows& kept) {
    std::vector<std::int32_t> counts(columns.emails, 0);
    for (const std::uint32_t row : kept)
        if (columns.email[row] >= 0)
            ++counts[static_cast<std::size_t>(columns.email[row])];
    return counts;
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

template <class T> std::vector<T> gathered(const std::vector<T>& values, const Rows& rows) {
    std::vector<T> result(rows.size());
    base::for_each_chunk(rows.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            result[i] = values[rows[i]];
    });
    return result;
}

base::Fingerprint fingerprint_of_cleaned(const Cleaned& cleaned) {
    const CleanCounts& counts = cleaned.counts;
    return base::Hasher()
        .add(base::fingerprint_of(std::span(cleaned.rows)))
        .add(fingerprint_of_text(cleaned.company))
        .add(fingerprint_of_text(cleaned.role))
        .add(base::fingerprint_of(std::span(cleaned.email)))
        .add(base::fingerprint_of(std::span(cleaned.orgyear)))
        .add(base::fingerprint_of(std::span(cleaned.ctc)))
        .add(base::fingerprint_of(std::span(cleaned.updated_year)))
        .add(base::fingerprint_of(std::span(cleaned.ctc_update_count)))
        .add(counts.rows_read)
        .add(counts.duplicates)
        .add(counts.rows_without_pay)
        .add(counts.rows_of_same_learner)
        .finish();
}

// The columns of the kept rows; counts and fingerprint are the caller's.
Cleaned cleaned_rows(const Columns& columns, const std::vector<std::int32_t>& learner_rows,
                     Rows kept) {
    Cleaned cleaned;
    cleaned.company = {gathered(columns.company.codes, kept), columns.company.names};
    cleaned.role = {gathered(columns.role.codes, kept), columns.role.names};
    cleaned.email = gathered(columns.email, kept);
    cleaned.orgyear = gathered(columns.orgyear, kept);
    cleaned.ctc = gathered(columns.ctc, kept);
    cleaned.updated_year = gathered(columns.updated_year, kept);
    cleaned.ctc_update_count.reserve(kept.size());
    for (const std::int32_t email : cleaned.email)
        cleaned.ctc_update_count.push_back(
            email < 0 ? 1 : learner_rows[static_cast<std::size_t>(email)]);
    cleaned.rows = std::move(kept);
    return cleaned;
}

Rows all_rows(std::size_t count) {
    Rows rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace

Cleaned clean(const data::Table& table, const CleanSettings& settings) {
    const Columns columns = columns_of(table, settings);
    CleanCounts counts;
    counts.rows_read = table.rows;
    Rows kept = settings.duplicates ? without_duplicates(columns) : all_rows(table.rows);
    counts.duplicates = table.rows - kept.size();
    counts.rows_without_pay =
        std::erase_if(kept, [&](std::uint32_t row) { return !(columns.ctc[row] > 0.0); });
    const std::vector<std::int32_t> learner_rows = rows_of_learners(columns, kept);
    const std::size_t paid = kept.size();
    keep_one_per_learner(columns, settings.person_rows, kept);
    counts.rows_of_same_learner = paid - kept.size();
    if (kept.empty())
        throw base::Error::in(table.source, "no row has a ctc above 0");
    Cleaned cleaned = cleaned_rows(columns, learner_rows, std::move(kept));
    cleaned.counts = counts;
    cleaned.fingerprint = fingerprint_of_cleaned(cleaned);
    return cleaned;
}

} // namespace cohortscope::features
