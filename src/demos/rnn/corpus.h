#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/random.h"
#include "core/text.h"
#include "demos/rnn/settings.h"

namespace madang::demos::rnn {

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { weights = 1, learned, probe, corpus, samples };

/// A text as numbers of characters; its last fifth is held out.
struct Corpus {
  std::vector<std::string> alphabet;  // UTF-8, in the order of the code points
  std::vector<std::int32_t> train, held_out;
  double unigram_entropy = 0;  // of the training characters, natural logarithm
  Text notice;                 // why another text stands in
};

/// Sentences of data::world_grammar by the seed, or the reader's own text, for which Korean sentences stand
/// in where there is an objection.
Corpus make_corpus(const Settings& settings, std::uint64_t seed);

}  // namespace madang::demos::rnn
