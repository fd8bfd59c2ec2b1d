#include "demos/detection/queries.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/assignment.h"
#include "demos/detection/yolo.h"
#include "nn/losses_classification.h"
#include "nn/losses_overlap.h"
#include "nn/positions.h"

namespace madang::demos::detection {

namespace {

constexpr int model = feature_channels, decoder_blocks = 2;
constexpr TransformerOptions block_options{
    .model_size = model, .heads = 4, .feed_forward_size = 96, .activation = Activation::relu};

/// Half of the numbers for the row, half for the column (section 4: "fixed absolute encodings").
Tensor positions_of(int grid) {
  const Tensor line = sinusoidal_positions(grid, model / 2);
  Tensor both = Tensor::uninitialized({grid * grid, model});
  float* to = both.mutable_data();
  for (int place = 0; place < grid * grid; ++place)
    for (const int along : {place / grid, place % grid})
      to = std::copy_n(line.data() + static_cast<std::size_t>(along * (model / 2)), model / 2, to);
  return both;
}

/// Centre and sides → corners, (boxes, 4).
Variable corners(const Variable& boxes) {
  const Variable centre = slice(boxes, 1, 0, 2), half = slice(boxes, 1, 2, 4) * 0.5f;
  const Variable both[] = {centre - half, centre + half};
  return concat(both, 1);
}

/// The loss after one block.
Variable loss_of(const QueryDecoder& net, const QueryDecoder::Said& said, std::span<const Objects> truths) {
  std::vector<std::int32_t> labels(truths.size() * query_count, net.classes()), rows;
  std::vector<float> wanted;
  for (std::size_t scene = 0; scene < truths.size(); ++scene) {
    const Objects& objects = truths[scene];
    const auto queries =
        matched(prices_of(said, static_cast<int>(scene), objects), static_cast<int>(objects.size()));
    for (std::size_t i = 0; i < objects.size(); ++i) {
      const data::Box& box = objects[i].box;
      rows.push_back(static_cast<std::int32_t>(scene) * query_count + queries[i]);
      labels[static_cast<std::size_t>(rows.back())] = objects[i].label;
      for (const float share : {box.centre_x(), box.centre_y(), box.width(), box.height()})
        wanted.push_back(share / side);
    }
  }
  constexpr float no_object_weight = 0.1f;
  Tensor weights = Tensor::full({net.classes() + 1}, 1);
  weights.mutable_values().back() = no_object_weight;
  const auto objects = static_cast<int>(rows.size());
  const Variable own = gather(said.boxes, rows), truth = constant(Tensor::from({objects, 4}, wanted));
  return cross_entropy(said.logits, labels, {.class_weights = weights}) +
         5.0f / static_cast<float>(objects) * sum(abs(own - truth)) +
         2.0f * generalized_iou_loss(corners(own), corners(truth));
}

}  // namespace

QueryDecoder::QueryDecoder(int grid, int classes, Random random)
    : grid_(grid),
      classes_(classes),
      queries_(parameter(random.normal({query_count, model}))),
      references_(parameter(random.uniform({query_count, 4}, -1.5f, 1.5f))),
      positions_(positions_of(grid)),
      encoder_(block_options, random),
      norm_(model),
      class_head_(model, classes + 1, random),
      box_hidden_(model, model, random),
      box_head_(model, 4, random) {
  for (int i = 0; i < decoder_blocks; ++i) decoder_.emplace_back(block_options, random);
}

QueryDecoder::Pass QueryDecoder::forward(const Variable& features, bool inspected) const {
  const int scenes = features.shape()[0];
  const Variable tokens = permute(reshape(features, {scenes, model, grid_ * grid_}), {0, 2, 1});
  const Variable memory = encoder_(tokens + constant(positions_));
  const Variable queries = reshape(queries_, {1, query_count, model});
  const Variable references =
      reshape(broadcast_to(reshape(references_, {1, query_count, 4}), {scenes, query_count, 4}), {-1, 4});
  Variable x = constant(Tensor({scenes, query_count, model}));
  Pass pass;
  for (const TransformerDecoderBlock& block : decoder_) {
    if (inspected) {
      const TransformerTrace trace = block.inspect(x + queries, memory, {.causal = false});
      pass.looks = trace.multihead_attn.weights;
      x = trace.output;
    } else {
      x = block(x + queries, memory, {.causal = false});
    }
    const Variable rows = reshape(norm_(x), {scenes * query_count, model});
    const Variable shift = box_head_(relu(box_hidden_(rows)));
    pass.said.push_back({class_head_(rows), sigmoid(shift + references)});
  }
  return pass;
}

data::Box QueryDecoder::box(const Tensor& boxes, int row) {
  const auto b = boxes.values().subspan(static_cast<std::size_t>(row) * 4, 4);
  return data::Box::around(b[0] * side, b[1] * side, b[2] * side, b[3] * side);
}

std::vector<train::Detection> QueryDecoder::detections(const Said& said, int scene) const {
  const NoRecording off;
  const Tensor chances = softmax(said.logits).value();
  const auto count = static_cast<std::size_t>(classes_) + 1;
  std::vector<train::Detection> found;
  for (int row = scene * query_count; row < (scene + 1) * query_count; ++row) {
    const auto own = chances.values().subspan(static_cast<std::size_t>(row) * count, count - 1);
    const auto best = std::ranges::max_element(own);
    found.push_back({data::clipped(box(said.boxes.value(), row), side, side),
                     static_cast<std::int32_t>(best - own.begin()), *best});
  }
  return found;
}

std::vector<NamedParameter> QueryDecoder::named_parameters() const {
  std::vector<NamedParameter> named{{"queries", queries_}, {"references", references_}};
  append_named(named, "encoder", encoder_);
  for (std::size_t i = 0; i < decoder_.size(); ++i)
    append_named(named, "decoder." + std::to_string(i), decoder_[i]);
  append_named(named, "norm", norm_);
  append_named(named, "class_head", class_head_);
  append_named(named, "box_hidden", box_hidden_);
  append_named(named, "box_head", box_head_);
  return named;
}

std::int64_t QueryDecoder::multiply_adds() const {
  const int places = grid_ * grid_;
  const std::int64_t heads = std::int64_t{query_count} * model * (classes_ + 1 + model + 4);
  std::int64_t total = encoder_.cost({model, 1, places}).multiply_adds + heads;
  for (const TransformerDecoderBlock& block : decoder_)
    total += block.cost({model, 1, query_count}, places).multiply_adds;
  return total;
}

std::vector<Price> prices_of(const QueryDecoder::Said& said, int scene, const Objects& objects) {
  const NoRecording off;
  const Tensor chances = softmax(said.logits).value();
  const int count = chances.shape()[1];
  std::vector<Price> prices;
  for (const train::TrueBox& object : objects)
    for (int query = 0; query < query_count; ++query) {
      const int row = scene * query_count + query;
      const data::Box box = QueryDecoder::box(said.boxes.value(), row);
      const float distance = std::abs(box.centre_x() - object.box.centre_x()) +
                             std::abs(box.centre_y() - object.box.centre_y()) +
                             std::abs(box.width() - object.box.width()) +
                             std::abs(box.height() - object.box.height());
      prices.push_back({chances.values()[static_cast<std::size_t>(row * count + object.label)],
                        distance / side, data::generalized_iou(box, object.box)});
    }
  return prices;
}

std::vector<int> matched(std::span<const Price> prices, int objects) {
  Matrix costs{objects, query_count, {}};
  for (const Price& price : prices) costs.values.push_back(price.total());
  return assignment(costs);
}

Variable query_loss(const QueryDecoder& net, std::span<const QueryDecoder::Said> said,
                    std::span<const Objects> truths) {
  Variable total = loss_of(net, said.front(), truths);
  for (const auto& each : said.subspan(1)) total = total + loss_of(net, each, truths);
  return total;
}

}  // namespace madang::demos::detection
