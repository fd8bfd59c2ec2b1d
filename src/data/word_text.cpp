#include "data/word_text.h"

#include <algorithm>
#include <map>

#include "data/reader_text.h"
#include "io/utf8.h"

namespace madang::data {

namespace {

constexpr std::size_t least_words = 20, least_places = 100;

bool ends_sentence(char32_t c) { return c == U'.' || c == U'?' || c == U'!' || c == U'…'; }

/// Between words: spaces and all that is neither letter nor digit in ASCII, Latin-1 and the general
/// punctuation of Unicode; apostrophes and hyphens inside of words stay.
bool separates(char32_t c) {
  const bool letter = (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  if (c < 0x80) return !letter && c != U'\'' && c != U'-';
  return c < 0xC0 || (c >= 0x2000 && c < 0x2070 && c != 0x2019) || (c >= 0x3000 && c < 0x3020);
}

std::vector<std::vector<std::string>> sentences_of(std::string_view text) {
  std::vector<std::vector<std::string>> sentences(1);
  std::u32string word;
  const auto end_word = [&] {
    if (word.find_first_not_of(U"'-’") != std::u32string::npos)
      sentences.back().push_back(io::encode_utf8(word));
    word.clear();
  };
  for (const char32_t c : tidied_text(text)) {
    if (separates(c))
      end_word();
    else
      word += c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
    if (ends_sentence(c) && !sentences.back().empty()) sentences.emplace_back();
  }
  end_word();
  return sentences;
}

}  // namespace

WordText word_text(std::string_view text, int most) {
  const auto sentences = sentences_of(text);
  WordText result;
  std::map<std::string, int> counts;
  for (const auto& sentence : sentences)
    for (const std::string& word : sentence) {
      ++counts[word];
      ++result.all_words;
    }
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [word, count] : counts)
    if (count >= 2) ranked.emplace_back(-count, word);
  std::ranges::sort(ranked);
  if (ranked.size() > static_cast<std::size_t>(most)) ranked.resize(static_cast<std::size_t>(most));
  std::map<std::string, std::int32_t> numbers;
  for (const auto& [count, word] : ranked) {
    numbers[word] = static_cast<std::int32_t>(result.words.size());
    result.words.push_back(word);
  }
  for (const auto& sentence : sentences) {
    std::vector<std::int32_t> line;
    for (const std::string& word : sentence)
      if (const auto found = numbers.find(word); found != numbers.end()) line.push_back(found->second);
    if (line.size() >= 2) result.lines.push_back(std::move(line));
  }
  return result;
}

Text objection_to(const WordText& text) {
  std::size_t places = 0;
  for (const auto& line : text.lines) places += line.size();
  if (text.words.size() >= least_words && places >= least_places) return {};
  const std::string kept = std::to_string(text.words.size()), least = std::to_string(least_words);
  if (text.words.size() >= least_words)
    return {"글이 너무 짧습니다. 두 번 이상 나오는 낱말이 나란히 선 곳이 " + std::to_string(places) +
                "곳뿐이고, " + std::to_string(least_places) + "곳 이상이어야 합니다.",
            "The text is too short: words that come twice or more stand together in only " +
                std::to_string(places) + " places; " + std::to_string(least_places) + " are needed."};
  return {"글에 두 번 이상 나오는 낱말이 " + kept + "가지뿐입니다. " + least + "가지 이상이어야 합니다.",
          "Only " + kept + " words of the text come twice or more; " + least + " are needed."};
}

}  // namespace madang::data
