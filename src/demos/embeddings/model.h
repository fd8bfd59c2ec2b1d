#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "demos/embeddings/corpus.h"
#include "nn/module.h"

namespace madang::demos::embeddings {

/// Some examples of a kind of model, as numbers of words.
struct Batch {
  std::vector<std::int32_t> from;   ///< skip-gram: centres; CBOW: contexts, row after row; GloVe: words
  std::vector<std::int32_t> row;    ///< CBOW: of each of them
  std::vector<std::int32_t> to;     ///< skip-gram and GloVe: contexts; CBOW: centres
  std::vector<std::int32_t> drawn;  ///< negative samples, so many for each row; of GloVe none
  std::vector<float> counts;        ///< GloVe: of the cells
};

/// The weights that the two parts of skip-gram's loss have in the mean over all pairs and all negative
/// samples: #(w, c) / |D| and k #(w) q(c) / |D|, (words, words) each.
struct Expectation {
  Tensor together, apart;
};

/// The examples of a corpus, drawn with replacement, a stream of their own for each step and kind.
class Lessons {
 public:
  Lessons(const Settings& settings, std::uint64_t seed);

  Batch at(Kind kind, std::uint64_t step) const;
  const Corpus& corpus() const { return corpus_; }
  const std::vector<float>& noise() const { return noise_; }
  float largest_count() const { return largest_count_; }  // x_max
  std::size_t pairs() const { return from_.size(); }
  const std::vector<float>& noise_sums() const { return noise_sums_; }
  int negatives() const { return negatives_; }
  Expectation expectation() const;

 private:
  void add_pair(Batch& batch, Random& random) const;
  void add_place(Batch& batch, Random& random) const;
  void add_cell(Batch& batch, Random& random) const;
  std::int32_t draw_noise(Random& random) const;

  Corpus corpus_;
  std::uint64_t seed_;
  int batch_, negatives_, window_;
  std::vector<float> noise_, noise_sums_;
  float largest_count_ = 1;
  std::vector<std::int32_t> from_, to_;                        // all pairs
  std::vector<std::pair<std::int32_t, std::int32_t>> places_;  // line, place in it
  std::vector<std::int32_t> cells_;                            // of the counts, those above 0
};

/// What expected_loss would be if scores were these: with data::shifted_pmi the least that it can be.
float expected_loss_of(const Matrix& scores, const Expectation& expectation);

/// Two vectors for each word, w as a centre and c as a context (in CBOW w is the context's); GloVe has a bias
/// for each as well.
class Model {
 public:
  Model(Kind kind, int vocabulary, int dimensions, Random random);

  Variable loss(const Batch& batch, float largest_count) const;
  /// Skip-gram's loss in the mean over all pairs and negative samples.
  Variable expected_loss(const Expectation& expectation) const;
  /// What a word is looked up as: w, of GloVe w + w̃ (Pennington et al. 2014, section 4.2). (words,
  /// dimensions)
  Tensor vectors() const;
  /// w · c of all words and contexts, with GloVe's biases. (words, words)
  Tensor scores() const;

  Kind kind() const { return kind_; }
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

 private:
  Kind kind_;
  Variable input_, output_, input_bias_, output_bias_;
};

}  // namespace madang::demos::embeddings
