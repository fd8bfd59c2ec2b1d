#include "demos/rnn/corpus.h"

#include <algorithm>
#include <cmath>

#include "data/grammar.h"
#include "data/reader_text.h"
#include "io/utf8.h"

namespace madang::demos::rnn {

namespace {

constexpr int sentences = 400;

double entropy_of(const std::vector<std::int32_t>& characters, std::size_t kinds) {
  std::vector<double> counts(kinds);
  for (const auto c : characters) ++counts[static_cast<std::size_t>(c)];
  double entropy = 0;
  for (const double count : counts)
    if (count > 0) {
      const double share = count / static_cast<double>(characters.size());
      entropy -= share * std::log(share);
    }
  return entropy;
}

}  // namespace

Corpus make_corpus(const Settings& settings, std::uint64_t seed) {
  Corpus corpus;
  std::u32string text;
  if (settings.source == Source::own) {
    corpus.notice = data::objection_to(settings.own_text);
    if (corpus.notice.empty()) text = data::tidied_text(settings.own_text);
  }
  if (text.empty()) {
    Random random = random_for(seed, Stream::corpus);
    const Language language = settings.source == Source::english ? Language::english : Language::korean;
    text = data::tidied_text(data::corpus(data::world_grammar(language), sentences, random));
  }
  const std::u32string alphabet = data::alphabet_of(text);
  for (const char32_t c : alphabet) corpus.alphabet.push_back(io::encode_utf8({&c, 1}));
  const std::size_t learned = text.size() - text.size() / 5;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto number =
        static_cast<std::int32_t>(std::ranges::lower_bound(alphabet, text[i]) - alphabet.begin());
    (i < learned ? corpus.train : corpus.held_out).push_back(number);
  }
  corpus.unigram_entropy = entropy_of(corpus.train, alphabet.size());
  return corpus;
}

}  // namespace madang::demos::rnn
