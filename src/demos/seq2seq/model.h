#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demos/seq2seq/settings.h"
#include "nn/additive_attention.h"
#include "nn/embedding.h"
#include "nn/lstm.h"
#include "nn/multiplicative_attention.h"

namespace madang::demos::seq2seq {

using Tokens = std::vector<std::int32_t>;

/// Lines of one length: rows one after the other.
struct Batch {
  int rows = 0;
  Tokens source;  // (rows, source length)
  Tokens given;   // (rows, target length): start, then the target up to its last but one
  Tokens target;  // (rows, target length), the last of each row is the end

  int source_length() const { return static_cast<int>(source.size()) / rows; }
  int target_length() const { return static_cast<int>(target.size()) / rows; }
};

struct Blueprint {
  Attention attention = Attention::none;
  int source_symbols = 2, target_symbols = 2;
  int embedding = 16;
  int hidden = 32;  // of the decoder; of each direction of the encoder half of it
};

/// What the encoder has read.
struct Memory {
  Variable annotations;   // h_j: (batch, source length, hidden), both directions side by side
  Lstm::State last;       // of both directions, side by side: (batch, hidden)
  AdditiveMemory scored;  // with additive attention
  Variable summary;       // c without attention: (batch, 1, hidden)
};

/// One step of the decoder, (rows, …).
struct DecoderStep {
  Lstm::State state;            // after it
  Variable logits = {};         // (rows, target symbols)
  AttentionResult looked = {};  // (rows, 1, source length); nothing without attention
  Variable query = {};          // that asked for it, (rows, 1, hidden)
};

/// A score by its definition: e_ij = Σ a_k b_k, with v_a and tanh(W_a s + U_a h_j), or s and W_a h_j.
struct ScoreFactors {
  std::vector<float> a, b;
};

/// Encoder and decoder; the three kinds differ in the context c_i alone, which the decoder may read with
/// y_{i−1}, and which speaks together with its state, W_s tanh(W_c [c_i; s_i]) (Luong et al. 2015, eq. 5 and
/// 6):
///   none            c_i = [h→_n; h←_1], the last states, for every i (Cho et al. 2014, section 2.2); read
///   additive        c_i from s_{i−1} (Bahdanau et al. 2015, section 3.1 and appendix A.2.2); read
///   multiplicative  c_i from s_i, so that it cannot be read before (Luong et al. 2015, section 3.1; general)
/// In all of them an LSTM encodes in both directions, and the decoder starts from its last states.
class Translator {
 public:
  Translator(const Blueprint& blueprint, Random random);

  /// The logits of all target symbols with the true ones before them given. (rows · target length, symbols)
  Variable logits(const Batch& batch) const;
  Memory read(const Tokens& source, int rows) const;
  DecoderStep first(const Memory& memory) const { return {.state = memory.last}; }
  /// given: of each row the symbol before.
  DecoderStep step(const Memory& memory, const DecoderStep& before, const Tokens& given) const;

  /// By loops over the weights, for the annotation of one character of a single line. Not without attention.
  ScoreFactors factors(const Memory& memory, const DecoderStep& step, int character) const;

  Attention attention() const { return blueprint_.attention; }
  /// The class of the same in PyTorch, with the classes that it needs.
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;
  std::vector<NamedParameter> named_parameters() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  const Blueprint& blueprint() const { return blueprint_; }

 private:
  Variable embedded(const Embedding& table, const Tokens& tokens, int rows) const;
  Variable logits_stepwise(const Memory& memory, const Batch& batch) const;
  /// What speaks of states and contexts (…, hidden).
  Variable speak(const Variable& states, const Variable& contexts) const;

  Blueprint blueprint_;
  Embedding source_, target_;
  Lstm encoder_, decoder_;
  Linear combine_, head_;  // W_c, W_s
  std::optional<AdditiveAttention> additive_;
  std::optional<MultiplicativeAttention> multiplicative_;
};

}  // namespace madang::demos::seq2seq
