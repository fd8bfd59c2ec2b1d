#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "demo/trial.h"
#include "demos/embeddings/settings.h"

namespace madang::demos::embeddings {

/// A word, by its number, and the cosine that brought it here.
struct Near {
  int word = 0;
  float cosine = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(word, cosine);
  }
};

/// Shares of analogies answered right, relation by relation, then of all; none for the reader's text.
struct Shares {
  std::vector<float> excluded, free;  ///< without the words of the question, and with them

  template <class Visitor>
  void visit(Visitor& v) {
    v(excluded, free);
  }
};

/// One of the three models, which learn from the same corpus.
struct ModelPicture {
  float loss = 0;  ///< mean over some 20 batches
  Shares right;
  Matrix places;              ///< (shown words, 3): the map; mean square of the distance from its middle is 1
  std::vector<Near> near;     ///< of the chosen word
  Matrix arrows;              ///< (2 · pairs, 2): from and to of each pair of the relation
  std::vector<float> target;  ///< b − a + c in the same plane
  Matrix answered;            ///< (pairs, pairs): 1 right, 0 wrong, NaN on the diagonal
  std::vector<Near> answers;  ///< to the question, without its words
  Near free;                  ///< with them
  float reached = 0;          ///< cosine of b − a + c with the planted answer

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, right, places, near, arrows, target, answered, answers, free, reached);
  }
};

/// The counts, and what the chosen model makes of them.
struct CountsPicture {
  std::vector<int> words, contexts;     ///< of the rows and columns, by number
  Matrix goal, said;                    ///< ln of the counts, shifted as the model wants it; what it says
  std::vector<float> goals, sayings;    ///< of all cells with 5 counts or more, for the scatter
  float distance = 0, correlation = 0;  ///< root mean square and Pearson's, over these
  // Of the chosen cell.
  float count = 0, of_word = 0, noise = 0;
  int chosen_row = 0, chosen_column = 0;
  std::vector<std::vector<int>> examples;  ///< lines of the corpus in which the two stand together
  float loss = 0, least_loss = 0;          ///< skip-gram's in the mean over all, and the least possible
  float asymmetry = 0;                     ///< largest |X(w, c) − X(c, w)|

  template <class Visitor>
  void visit(Visitor& v) {
    v(words, contexts, goal, said, goals, sayings, distance, correlation, count, of_word, noise, chosen_row,
      chosen_column, examples, loss, least_loss, asymmetry);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<std::string> own_words;  ///< the vocabulary of the reader's text; else that of the world
  int vocabulary = 0;
  int pairs = 0;                     ///< of neighbours in the corpus
  int parameters = 0;                ///< of skip-gram
  std::vector<ModelPicture> models;  ///< in the order of Kind
  Shares counted;                    ///< by the decomposition of PMI
  std::vector<int> shown;            ///< words of the map
  int word = 0;                      ///< whose neighbours are shown
  std::vector<float> unit_word;      ///< its vector in the model looked into, of length 1
  std::vector<float> unit_near;      ///< and that of its nearest neighbour there
  std::vector<int> question;         ///< a, b, c, and the planted answer where there is one
  int pair_count = 0;                ///< of the relation
  int first = 0, second = 0;         ///< chosen pairs of it
  std::vector<int> pair_words;       ///< two for each pair
  CountsPicture counts;              ///< on that page
  Text notice;                       ///< why another text stands in
  Text objection;                    ///< to the reader's question
  demo::TrialPicture trial;          ///< Kind × trial_skews: shares, excluded and free

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, own_words, vocabulary, pairs, parameters, models, counted, shown, word, unit_word, unit_near,
      question, pair_count, first, second, pair_words, counts, notice, objection, trial);
  }
};

// Actions:
//   "trial"   begins it, and the next steps carry it out
//   "stop"    ends it with the runs that have ended

}  // namespace madang::demos::embeddings
