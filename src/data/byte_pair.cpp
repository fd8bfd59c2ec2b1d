#include "data/byte_pair.h"

#include <algorithm>
#include <queue>
#include <tuple>

#include "core/error.h"

namespace madang::data {

namespace {

constexpr std::int32_t byte_tokens = 256;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// The tokens of a word in a linked list, and the joins that wait, lowest token first and leftmost among
/// equals.
struct Joining {
  std::vector<std::int32_t> token, before, after;
  using Wait =
      std::tuple<std::int32_t, std::int32_t, std::int32_t, std::int32_t>;  // joined, place, left, right
  std::priority_queue<Wait, std::vector<Wait>, std::greater<>> waiting;

  explicit Joining(std::string_view word) {
    const auto length = static_cast<std::int32_t>(word.size());
    for (std::int32_t i = 0; i < length; ++i) {
      token.push_back(static_cast<unsigned char>(word[static_cast<std::size_t>(i)]));
      before.push_back(i - 1);
      after.push_back(i + 1 < length ? i + 1 : -1);
    }
  }
  std::int32_t& at(std::vector<std::int32_t>& list, std::int32_t place) {
    return list[static_cast<std::size_t>(place)];
  }
};

}  // namespace

std::vector<std::string_view> byte_pair_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t start = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!is_space(text[i])) continue;
    words.push_back(text.substr(start, i - start));
    start = i;
  }
  if (start < text.size()) words.push_back(text.substr(start));
  return words;
}

BytePair::BytePair(std::vector<Pair> merges) : merges_(std::move(merges)) {
  for (int byte = 0; byte < byte_tokens; ++byte) pieces_.emplace_back(1, static_cast<char>(byte));
  for (const auto& pair : merges_) {
    const std::int32_t token = size();
    if (std::min(pair.first, pair.second) < 0 || std::max(pair.first, pair.second) >= token)
      throw Error("byte pair: token " + std::to_string(token) + " joins " + std::to_string(pair.first) +
                  " and " + std::to_string(pair.second));
    pieces_.push_back(piece(pair.first) + piece(pair.second));
    ranks_.emplace_back(pair, token);
  }
  std::ranges::sort(ranks_);
}

const std::string& BytePair::piece(std::int32_t token) const {
  if (token < 0 || token >= size())
    throw Error("byte pair: no token " + std::to_string(token) + " among " + std::to_string(size()));
  return pieces_[static_cast<std::size_t>(token)];
}

std::vector<std::int32_t> BytePair::encode(std::string_view text) const {
  std::vector<std::int32_t> tokens;
  for (const auto word : byte_pair_words(text)) encode_word(word, tokens);
  return tokens;
}

void BytePair::encode_word(std::string_view word, std::vector<std::int32_t>& tokens) const {
  Joining list(word);
  const auto consider = [&](std::int32_t place) {
    if (place < 0 || list.at(list.after, place) < 0) return;
    const Pair pair{list.at(list.token, place), list.at(list.token, list.at(list.after, place))};
    const auto found = std::ranges::lower_bound(ranks_, pair, {}, &std::pair<Pair, std::int32_t>::first);
    if (found != ranks_.end() && found->first == pair)
      list.waiting.emplace(found->second, place, pair.first, pair.second);
  };
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size()); ++i) consider(i);
  while (!list.waiting.empty()) {
    const auto [joined, place, left, right] = list.waiting.top();
    list.waiting.pop();
    const std::int32_t gone = list.at(list.after, place);
    if (list.at(list.token, place) != left || gone < 0 || list.at(list.token, gone) != right) continue;
    const std::int32_t next = list.at(list.after, gone);
    list.at(list.token, place) = joined;
    list.at(list.token, gone) = -1;  // so that a join that waits there finds nothing
    list.at(list.after, place) = next;
    if (next >= 0) list.at(list.before, next) = place;
    consider(place);
    consider(list.at(list.before, place));
  }
  for (std::int32_t i = 0; i >= 0 && !word.empty(); i = list.at(list.after, i))
    tokens.push_back(list.at(list.token, i));
}

std::string BytePair::decode(std::span<const std::int32_t> tokens) const {
  std::string text;
  for (const auto token : tokens) text += piece(token);
  return text;
}

}  // namespace madang::data
