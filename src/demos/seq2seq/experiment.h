#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "demo/trial.h"
#include "demos/seq2seq/settings.h"

namespace madang::demos::seq2seq {

/// What a model says to the line that is looked at.
struct Answer {
  std::vector<std::string> said;  ///< its characters
  std::vector<int> right;         ///< of each: 1 right, 0 wrong, −1 where the truth is not known
  bool ended = false;             ///< it said that it has come to the end
  bool all_right = false;

  template <class Visitor>
  void visit(Visitor& v) {
    v(said, right, ended, all_right);
  }
};

/// One of the three models.
struct ModelPicture {
  float loss = 0;  ///< cross-entropy, mean over some 20 batches
  Answer answer;
  std::vector<float> lines_right, symbols_right;  ///< shares, of lines of 1, 2 … items; empty: not measured
  int parameters = 0;
  float networks = 0, attention = 0;  ///< multiply-adds of this answer, see AnswerCost

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, answer, lines_right, symbols_right, parameters, networks, attention);
  }
};

/// How one character of the answer comes about, and one weight of it.
struct Calculation {
  int output = 0, input = 0;          ///< counted from 0
  std::vector<float> a, b;            ///< the score of the chosen input is Σ a b, see ScoreFactors
  std::vector<float> scores;          ///< e, of all characters of the line
  std::vector<float> weights;         ///< α = softmax(e)
  float annotation = 0, context = 0;  ///< first numbers of the chosen h_j and of c
  std::vector<float> chances;         ///< of each target symbol, the end last
  float difference = 0;               ///< largest of what loops by the definition find otherwise: e, α, c

  template <class Visitor>
  void visit(Visitor& v) {
    v(output, input, a, b, scores, weights, annotation, context, chances, difference);
  }
};

/// A line beside its answer.
struct AlignmentPicture {
  std::vector<std::string> source;  ///< characters of the line
  std::vector<std::string> target;  ///< characters of the true answer; empty where it is not known
  std::vector<std::string> said;    ///< by the model that is looked into, and "end"
  std::vector<int> right;           ///< the inputs that answer row i: their fields; −1: none
  std::vector<int> fields;          ///< of each character of the line
  Matrix weights;                   ///< (said, source); empty without attention

  template <class Visitor>
  void visit(Visitor& v) {
    v(source, target, said, right, fields, weights);
  }
};

/// Of all held-out lines of a language, or of digits, that are no longer than trained on.
struct LanguageFigures {
  float on_field = 0, straight = 0;  ///< shares: of the attention, of the dates
  int lines = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(on_field, straight, lines);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<ModelPicture> models;    ///< none, Bahdanau, Luong
  AlignmentPicture line;               ///< that is looked at
  Matrix summary;                      ///< of it without attention: c, (directions, hidden / 2)
  Text notice;                         ///< what is to be said of it
  Calculation calculation;             ///< of it, on its page
  std::vector<AlignmentPicture> pair;  ///< on the page of alignment: Korean, English; or digits
  std::vector<LanguageFigures> figures;
  int trained_items = 2;
  float idle_loss = 0;
  demo::TrialPicture trial;  ///< three models: share of lines right, of symbols right

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, models, line, summary, notice, calculation, pair, figures, trained_items, idle_loss, trial);
  }
};

// Actions:
//   "trial"   begins the trial over seeds, which the next steps carry out

constexpr int trial_updates = 800;  // of each run of it

}  // namespace madang::demos::seq2seq
