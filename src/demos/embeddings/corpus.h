#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "data/cooccurrence.h"
#include "demos/embeddings/settings.h"
#include "train/analogies.h"

namespace madang::demos::embeddings {

/// The random streams of a seed, one for each purpose; the last has one for each step.
enum class Stream : std::uint64_t { corpus = 1, weights, batches };

struct Corpus {
  /// Of the reader's text; of the generated world they are in the reader's language, see words_of.
  std::vector<std::string> own_words;
  int vocabulary = 0;
  data::Lines lines;
  Matrix counts;                                       ///< (vocabulary, vocabulary)
  std::vector<std::vector<train::Analogy>> questions;  ///< by Relation; none of the reader's text
  Text notice;                                         ///< why another text stands in
};

/// The generated world by the seed, or the reader's own text, for which the world stands in where there is an
/// objection.
Corpus make_corpus(const Settings& settings, std::uint64_t seed);

}  // namespace madang::demos::embeddings
