#include "demos/attention/recall_model.h"

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_attention.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"

namespace madang::demos::attention {

namespace {

Variable weights(Random& random, int inputs, int outputs) {
  return parameter(random.normal({inputs, outputs}, 0.f, 1 / std::sqrt(static_cast<float>(inputs))));
}

/// (batch * tokens, heads * depth) → (batch, heads, tokens, depth)
Variable by_head(const Variable& x, int batch, int tokens, int heads, int depth) {
  return permute(reshape(x, {batch, tokens, heads, depth}), {0, 2, 1, 3});
}

}  // namespace

RecallModel::RecallModel(const RecallOptions& options, Random& random)
    : options_(options),
      key_embedding_(parameter(random.normal({options.task.keys, options.embedding}))),
      value_embedding_(parameter(random.normal({options.task.values + 1, options.embedding}))),
      w_q_(weights(random, options.embedding, options.heads * options.depth)),
      w_k_(weights(random, options.embedding, options.heads * options.depth)),
      w_v_(weights(random, options.embedding, options.heads * options.depth)),
      w_o_(weights(random, options.heads * options.depth, options.embedding)),
      u_(weights(random, options.embedding, options.task.values)) {}

RecallModel::Batch RecallModel::batch_of(std::span<const data::RecallSequence> sequences) const {
  Batch batch;
  for (const auto& sequence : sequences) {
    batch.keys.insert(batch.keys.end(), sequence.keys.begin(), sequence.keys.end());
    batch.values.insert(batch.values.end(), sequence.values.begin(), sequence.values.end());
    if (!options_.cross) {
      batch.keys.push_back(sequence.query());
      batch.values.push_back(question_mark());
    }
    batch.query_keys.push_back(sequence.query());
  }
  return batch;
}

/// What the asking token may not see; nothing where it sees all, as under a causal mask the last one does.
Tensor RecallModel::asking_mask(const Rules& rules) const {
  const int keys = source_length(), query = options_.cross ? 0 : keys - 1;
  Tensor visible = Tensor::full({1, keys}, 1.0f);
  bool all = true;
  for (int key = 0; key < keys; ++key) {
    if (!rules.mask.hides(query, key, keys)) continue;
    visible.mutable_values()[static_cast<std::size_t>(key)] = 0;
    all = false;
  }
  return all ? Tensor() : mask_of(visible);
}

RecallModel::Forward RecallModel::forward(std::span<const data::RecallSequence> sequences, const Rules& rules,
                                          bool positions) const {
  const Batch batch = batch_of(sequences);
  const auto [task, embedding, heads, depth, cross] = options_;
  const int count = static_cast<int>(sequences.size()), tokens = source_length();
  const std::vector<std::int32_t> question_marks(batch.query_keys.size(), question_mark());
  Variable y = gather(key_embedding_, batch.keys) + gather(value_embedding_, batch.values);
  Variable x = gather(key_embedding_, batch.query_keys) + gather(value_embedding_, question_marks);
  if (positions) {
    const Matrix table = sinusoidal_positions(tokens, embedding);
    y = reshape(reshape(y, {count, tokens, embedding}) + constant(tensor_of(table)),
                {count * tokens, embedding});
    const int place = cross ? 0 : tokens - 1;  // a query of its own begins its own sequence
    x = x + slice(constant(tensor_of(table)), 0, place, place + 1);
  }
  const Variable q = by_head(matmul(x, w_q_), count, 1, heads, depth);
  const Variable k = by_head(matmul(y, w_k_), count, tokens, heads, depth);
  const Variable v = by_head(matmul(y, w_v_), count, tokens, heads, depth);
  const auto attended = madang::attention(q, k, v, {.scale = rules.scale(depth), .mask = asking_mask(rules)});
  const Variable joined = reshape(permute(attended.output, {0, 2, 1, 3}), {count, heads * depth});
  return {matmul(matmul(joined, w_o_), u_), attended.weights};
}

std::vector<NamedParameter> RecallModel::named_parameters() const {
  return {{"key_embedding", key_embedding_},
          {"value_embedding", value_embedding_},
          {"w_q", w_q_},
          {"w_k", w_k_},
          {"w_v", w_v_},
          {"w_o", w_o_},
          {"u", u_}};
}

Matrix RecallModel::embedding_of(const std::vector<std::int32_t>& keys,
                                 const std::vector<std::int32_t>& values) const {
  const NoRecording nothing;
  return matrix_of((gather(key_embedding_, keys) + gather(value_embedding_, values)).value());
}

Flow RecallModel::flow(const data::RecallSequence& sequence, bool positions) const {
  const Batch batch = batch_of({&sequence, 1});
  Flow flow;
  const Matrix tokens = embedding_of(batch.keys, batch.values);
  (options_.cross ? flow.source : flow.embedding) = tokens;
  if (options_.cross) flow.embedding = embedding_of(batch.query_keys, {question_mark()});
  if (positions) {
    flow.positions = sinusoidal_positions(flow.embedding.rows, options_.embedding);
    if (options_.cross) flow.source_positions = sinusoidal_positions(flow.source.rows, options_.embedding);
  }
  const Matrix w_q = matrix_of(w_q_.value()), w_k = matrix_of(w_k_.value()), w_v = matrix_of(w_v_.value());
  for (int head = 0; head < options_.heads; ++head) {
    const int first = head * options_.depth;
    flow.heads.push_back({.w_q = columns_of(w_q, first, options_.depth),
                          .w_k = columns_of(w_k, first, options_.depth),
                          .w_v = columns_of(w_v, first, options_.depth)});
  }
  flow.w_o = matrix_of(w_o_.value());
  return flow;
}

std::vector<float> RecallModel::answer(const std::vector<float>& output_row) const {
  const NoRecording nothing;
  const Variable row = constant(Tensor::from({1, options_.embedding}, output_row));
  const Variable shares = softmax(matmul(row, u_));
  return numbers_of(shares.value());
}

}  // namespace madang::demos::attention
