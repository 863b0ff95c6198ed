// SPDX-License-Identifier: Apache-2.0
//
// Times Debian's C++ libphonenumber on the lines of standard input (region, tab, escaped text):
// parse, validity, line type and E.164, as the Swift and Python sides do. Prints nanoseconds a number, the best of three rounds.

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static std::string unescaped(const std::string &text) {
    std::string result;
    bool isEscaped = false;
    for (char character : text) {
        if (isEscaped) {
            result += character == 't' ? '\t' : character == 'n' ? '\n' : character == 'r' ? '\r' : character;
            isEscaped = false;
        } else if (character == '\\') {
            isEscaped = true;
        } else {
            result += character;
        }
    }
    return result;
}

static size_t ask(const PhoneNumberUtil &util, const std::pair<std::string, std::string> &line) {
    PhoneNumber number;
    if (util.Parse(line.second, line.first.empty() ? "ZZ" : line.first, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    std::string e164;
    util.Format(number, PhoneNumberUtil::E164, &e164);
    return e164.size() + util.IsValidNumber(number) + util.GetNumberType(number);
}

int main() {
    std::vector<std::pair<std::string, std::string>> lines;
    std::string line;
    while (std::getline(std::cin, line)) {
        size_t tab = line.find('\t');
        lines.emplace_back(line.substr(0, tab), unescaped(line.substr(tab + 1)));
    }
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    double best = 1e18;
    size_t sum = 0;
    for (int round = 0; round < 3; round++) {
        auto start = std::chrono::steady_clock::now();
        for (const auto &each : lines) sum += ask(util, each);
        std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
        best = std::min(best, elapsed.count() / std::max<size_t>(1, lines.size()));
    }
    std::printf("everything\t%f\t%zu\n", best, sum);
}
