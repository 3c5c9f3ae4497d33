#include "app/today.h"

#include <ctime>

namespace cohortscope::app {

namespace {

std::tm local_date() {
    const std::time_t now = std::time(nullptr);
    std::tm date{};
    ::localtime_r(&now, &date);
    return date;
}

} // namespace

std::string today() {
    const std::tm date = local_date();
    char text[16];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &date)};
}

std::string today_in_words() {
    static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
    const std::tm date = local_date();
    return std::to_string(date.tm_mday) + " " + kMonths[date.tm_mon] + " " +
           std::to_string(date.tm_year + 1900);
}

} // namespace cohortscope::app
