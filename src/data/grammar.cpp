#include "data/grammar.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/error.h"
#include "io/utf8.h"

namespace madang::data {

namespace {

constexpr std::size_t most_words = 200;  // of a sentence; a longer one is begun anew

/// Takes the weight off the front of an alternative, where there is one.
int weight_of(std::vector<std::string>& symbols) {
  int weight = 1;
  if (symbols.empty()) return weight;
  const std::string& first = symbols.front();
  const auto [end, error] = std::from_chars(first.data(), first.data() + first.size(), weight);
  if (error == std::errc() && end == first.data() + first.size())
    symbols.erase(symbols.begin());
  else
    weight = 1;
  return weight;
}

std::vector<std::string> split_at(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::vector<std::string> spaced(const std::string& text) {
  std::vector<std::string> parts = split_at(text, ' ');
  std::erase(parts, "");
  return parts;
}

std::string_view last_word(std::string_view sentence) {
  const auto space = sentence.rfind(' ');
  return space == sentence.npos ? sentence : sentence.substr(space + 1);
}

void append_word(std::string& sentence, std::string_view word) {
  if (!word.starts_with('+')) {
    if (!sentence.empty()) sentence += ' ';
    sentence += word;
    return;
  }
  word.remove_prefix(1);
  if (word.find('/') == word.npos)
    sentence += word;
  else
    sentence += particle_after(last_word(sentence), word);
}

}  // namespace

std::string particle_after(std::string_view word, std::string_view pair) {
  const auto slash = std::min(pair.find('/'), pair.size());
  const std::u32string letters = io::decode_utf8(word);
  // A Hangul syllable's place counts its final sounds innermost, of which the first is none (Unicode
  // 15, 3.12).
  constexpr char32_t first = 0xAC00, last = 0xD7A3, finals = 28;
  const char32_t end = letters.empty() ? 0 : letters.back();
  const bool consonant = end >= first && end <= last && (end - first) % finals != 0;
  return std::string(consonant ? pair.substr(0, slash) : pair.substr(std::min(slash + 1, pair.size())));
}

Grammar::Grammar(std::string_view rules) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& line : split_at(std::string(rules), '\n')) {
    if (line.find_first_not_of(" \t") == line.npos) continue;
    const auto equals = line.find('=');
    const auto name = spaced(line.substr(0, std::min(equals, line.size())));
    if (equals == line.npos || name.size() != 1) throw Error("grammar: no rule in '" + line + "'");
    rules_.push_back({name.front(), {}});
    lines.emplace_back(name.front(), line.substr(equals + 1));
  }
  if (rules_.empty()) throw Error("grammar: no rules");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    double sum = 0;
    auto& alternatives = rules_[i].alternatives;
    for (const auto& text : split_at(lines[i].second, '|')) {
      auto symbols = spaced(text);
      const int weight = weight_of(symbols);
      if (symbols.empty() || weight <= 0)
        throw Error("grammar: an empty alternative of '" + lines[i].first + "'");
      alternatives.push_back({static_cast<double>(weight), {}});
      for (const auto& name : symbols) alternatives.back().symbols.push_back(symbol(name));
      sum += weight;
    }
    for (auto& alternative : alternatives) alternative.share /= sum;
  }
  check_finite();
}

int Grammar::symbol(const std::string& name) {
  const auto rule = std::ranges::find(rules_, name, &Rule::name);
  if (rule != rules_.end()) return static_cast<int>(rule - rules_.begin());
  const auto word = std::ranges::find(words_, name);
  const auto index = static_cast<int>(word - words_.begin());
  if (word == words_.end()) words_.push_back(name);
  return -1 - index;
}

/// Every rule must come to an end: grown from those that do at once.
void Grammar::check_finite() const {
  std::vector<bool> ends(rules_.size());
  const auto ended = [&](int symbol) { return symbol < 0 || ends[static_cast<std::size_t>(symbol)]; };
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (ends[i]) continue;
      ends[i] = std::ranges::any_of(rules_[i].alternatives, [&](const Alternative& alternative) {
        return std::ranges::all_of(alternative.symbols, ended);
      });
      grew |= ends[i];
    }
  }
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (!ends[i]) throw Error("grammar: '" + rules_[i].name + "' never comes to an end");
}

std::string Grammar::sentence(Random& random) const {
  for (;;) {
    std::string sentence;
    std::vector<int> waiting = {0};  // the next symbol is the last
    std::size_t count = 0;
    while (!waiting.empty() && count <= most_words) {
      const int symbol = waiting.back();
      waiting.pop_back();
      if (symbol < 0) {
        append_word(sentence, words_[static_cast<std::size_t>(-1 - symbol)]);
        ++count;
        continue;
      }
      const auto& alternatives = rules_[static_cast<std::size_t>(symbol)].alternatives;
      double left = random.uniform();
      std::size_t chosen = 0;
      while (chosen + 1 < alternatives.size() && (left -= alternatives[chosen].share) >= 0) ++chosen;
      const auto& symbols = alternatives[chosen].symbols;
      waiting.insert(waiting.end(), symbols.rbegin(), symbols.rend());
    }
    if (waiting.empty()) return sentence;
  }
}

double Grammar::entropy() const {
  // h = own + Σ share · h of its symbols, solved by repetition; a grammar whose sentences are finite on
  // average settles
  constexpr int most_rounds = 10'000;
  std::vector<double> entropies(rules_.size());
  for (int round = 0; round < most_rounds; ++round) {
    double change = 0;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      double sum = 0;
      for (const auto& [share, symbols] : rules_[i].alternatives) {
        sum -= share * std::log(share);
        for (const int symbol : symbols)
          if (symbol >= 0) sum += share * entropies[static_cast<std::size_t>(symbol)];
      }
      change = std::max(change, std::abs(sum - entropies[i]));
      entropies[i] = sum;
    }
    if (change < 1e-12) break;
  }
  return entropies.front();
}

std::string corpus(const Grammar& grammar, int count, Random& random) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i > 0 ? " " : "") + grammar.sentence(random);
  return text;
}

}  // namespace madang::data
