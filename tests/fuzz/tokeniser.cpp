// Any bytes through byte pairs, learned from them or given by them, and through the splitting of sentences.
#include "core/error.h"
#include "data/byte_pair.h"
#include "fuzz/fuzz.h"
#include "io/split.h"
#include "io/utf8.h"

using namespace madang;

namespace {

void round_trip(const madang::data::BytePair& pairs, std::string_view text) {
  const auto tokens = pairs.encode(text);
  fuzz::require(tokens.size() <= text.size(), "never more tokens than bytes");
  fuzz::require(pairs.decode(tokens) == text, "any bytes come back");
}

/// Merges as the bytes say, two bytes each; those that name a token that is not there yet are refused.
void with_given_merges(std::string_view bytes) {
  std::vector<madang::data::BytePair::Pair> merges;
  std::size_t length = 0;  // of the longest piece, which may double with each merge
  for (std::size_t i = 0; i + 2 < bytes.size() && merges.size() < 12; i += 3)
    merges.emplace_back(static_cast<unsigned char>(bytes[i]) + (bytes[i + 2] & 1 ? 200 : 0),
                        static_cast<unsigned char>(bytes[i + 1]) + (bytes[i + 2] & 2 ? 200 : 0));
  length = std::min(3 * merges.size(), bytes.size());
  try {
    round_trip(madang::data::BytePair(merges), bytes.substr(length));
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto learned = madang::data::BytePair::train(text.substr(0, size / 2), 256 + 40);
  round_trip(learned, text);
  with_given_merges(text);
  for (const auto how : {io::Split::words, io::Split::syllables, io::Split::characters}) {
    const auto split = io::split(text, how, 20);
    fuzz::require(split.tokens.size() <= 20, "no more tokens than asked for");
    for (const auto& token : split.tokens)
      fuzz::require(!token.empty() && io::valid_utf8(token) == token, "tokens are UTF-8");
  }
  return 0;
}
