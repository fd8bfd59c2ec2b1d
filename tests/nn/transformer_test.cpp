#include "nn/transformer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autograd/ops_shape.h"
#include "nn/positions.h"
#include "optim/optimizer.h"
#include "support/gradient_check.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<TransformerEncoderBlock> && Module<TransformerDecoderBlock>);

namespace {

constexpr TransformerOptions small{.model_size = 4, .heads = 2, .feed_forward_size = 3};

TransformerOptions with_norm(NormPlacement placement) {
  TransformerOptions options = small;
  options.norm = placement;
  return options;
}

Variable positions(const Variable& x, int begin, int end) { return slice(x, 1, begin, end); }

/// Gradients in the inputs and in the parameters, which the block's own handles see assigned.
template <class Block, class Run>
void check_block(const std::string& name, const Block& block, const Points& inputs, Run run) {
  check_gradients(
      name, [&](const std::vector<Variable>& v) { return run(block, v); }, inputs);
  const Variable weight = block.linear1.weight;
  check_gradients(name + ", a weight",
                  [&](const std::vector<Variable>& v) {
                    Block moved = block;
                    moved.linear1.weight = v[0];
                    moved.self_attn.q_proj.weight = v[1];
                    moved.norm1.weight = v[2];
                    std::vector<Variable> constants;
                    for (const Tensor& input : inputs) constants.push_back(constant(input));
                    return run(moved, constants);
                  },
                  {weight.value(), block.self_attn.q_proj.weight.value(), block.norm1.weight.value()});
}

}  // namespace

TEST_CASE("transformer: derivatives of both blocks in both orders, norm before and after") {
  Random random(501);
  const Points one{random.uniform({2, 3, 4}, -1, 1)};
  const Points two{one[0], random.uniform({2, 2, 4}, -1, 1)};
  for (NormPlacement placement : {NormPlacement::before, NormPlacement::after}) {
    check_block("encoder block", TransformerEncoderBlock(with_norm(placement), random), one,
                [](const auto& block, const auto& v) { return block(v[0], {.causal = true}); });
    check_block("decoder block", TransformerDecoderBlock(with_norm(placement), random), two,
                [](const auto& block, const auto& v) { return block(v[0], v[1]); });
  }
}

TEST_CASE("transformer: the norm stands where it is said to") {
  Random random(502);
  const Variable x = constant(random.normal({2, 5, 4}));
  const TransformerEncoderBlock after(with_norm(NormPlacement::after), random);
  const Tensor y = after(x).value();
  for (std::size_t row = 0; row < 10; ++row) {  // the last thing done is a norm
    double mean = 0, square = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      mean += y.data()[4 * row + i] / 4.0;
      square += double{y.data()[4 * row + i]} * y.data()[4 * row + i] / 4.0;
    }
    CHECK(mean == doctest::Approx(0).epsilon(1e-4));
    CHECK(square == doctest::Approx(1).epsilon(1e-3));
  }
  TransformerEncoderBlock before(small, random);  // without its parts, the way through is free
  before.self_attn.out_proj.weight.assign(Tensor({4, 4}));
  before.linear2.weight.assign(Tensor({4, 3}));
  CHECK(largest_difference(before(x).value().values(), x.value().values()) == 0);
}

TEST_CASE("transformer: with a key-value cache, position by position or in pieces equals all at once") {
  Random random(503);
  const Variable x = constant(random.normal({2, 7, 4}));
  const MultiHeadAttention attention(4, 2, random);
  const TransformerEncoderBlock encoder(small, random);
  const TransformerDecoderBlock decoder(small, random);
  const Variable memory = constant(random.normal({2, 3, 4}));
  const Variable wanted_attention = attention(x, x, {.causal = true}),
                 wanted_encoder = encoder(x, {.causal = true}), wanted_decoder = decoder(x, memory);
  for (const std::vector<int>& cuts : {std::vector{1, 1, 1, 1, 1, 1, 1}, {3, 1, 3}, {7}, {1, 6}, {5, 2}}) {
    KeyValues attention_past, encoder_past;
    auto decoder_past = decoder.remember(memory);
    int begin = 0;
    for (int length : cuts) {
      const int end = begin + length;
      const Variable piece = positions(x, begin, end);
      const auto same = [&](const Variable& found, const Variable& wanted) {
        return largest_difference(found.value().values(), positions(wanted, begin, end).value().values()) <
               1e-5;
      };
      CHECK(same(attention.extend(piece, attention_past), wanted_attention));
      CHECK(same(encoder.extend(piece, encoder_past), wanted_encoder));
      CHECK(same(decoder.extend(piece, decoder_past), wanted_decoder));
      begin = end;
    }
    CHECK(attention_past.length() == 7);
    CHECK(encoder_past.length() == 7);
  }
}

TEST_CASE("transformer: what may not be seen changes nothing") {
  Random random(504);
  const Tensor x = random.normal({1, 5, 4}), memory = random.normal({1, 3, 4});
  Tensor changed = x, other_memory = memory;
  for (std::size_t i = 12; i < 20; ++i) changed.mutable_values()[i] += 1;      // positions 3 and 4
  for (std::size_t i = 8; i < 12; ++i) other_memory.mutable_values()[i] -= 1;  // position 2
  const TransformerDecoderBlock decoder(small, random);
  const float hidden = -std::numeric_limits<float>::infinity();
  const DecoderMasks masks{.memory = Tensor::from({1, 3}, {0, 0, hidden})};
  const auto first = [&](const Tensor& text, const Tensor& seen) {
    return positions(decoder(constant(text), constant(seen), masks), 0, 3).value();
  };
  CHECK(largest_difference(first(changed, other_memory).values(), first(x, memory).values()) == 0);
  const Tensor all = decoder(constant(x), constant(memory)).value();
  CHECK(largest_difference(decoder(constant(changed), constant(memory)).value().values(), all.values()) >
        0.1);
}

TEST_CASE("transformer: positions that are a set see each other, and their order does not matter") {
  Random random(508);
  const TransformerDecoderBlock decoder(small, random);
  const Tensor x = random.normal({1, 3, 4}), memory = random.normal({1, 5, 4});
  Tensor turned = x;  // positions 1, 2, 0
  for (std::size_t i = 0; i < 12; ++i) turned.mutable_values()[i] = x.values()[(i + 4) % 12];
  const auto decoded = [&](const Tensor& set, bool causal) {
    return decoder(constant(set), constant(memory), {.causal = causal}).value();
  };
  const Tensor plain = decoded(x, false), other = decoded(turned, false);
  for (std::size_t i = 0; i < 12; ++i)
    CHECK(other.values()[i] == doctest::Approx(plain.values()[(i + 4) % 12]).epsilon(1e-4));
  CHECK(largest_difference(decoded(x, true).values().first(4), plain.values().first(4)) > 0.01);
}

TEST_CASE("transformer: a padded memory is not seen, whatever stands there, at once or while writing") {
  Random random(507);
  const TransformerDecoderBlock decoder(small, random);
  const Variable x = constant(random.normal({2, 4, 4}));
  const Tensor memory = random.normal({2, 5, 4});
  Tensor other = memory;
  std::ranges::fill(other.mutable_values().subspan(20 + 2 * 4), 1e6f);  // the second text is of two positions
  const auto decoded = [&](const Tensor& from) {
    return decoder(x, constant(from), {.memory_lengths = {5, 2}}).value();
  };
  const Tensor wanted = decoded(memory);
  CHECK(std::ranges::equal(wanted.values(), decoded(other).values()));
  auto past = decoder.remember(constant(other), {.key_lengths = {5, 2}});
  for (int i = 0; i < 4; ++i) {
    const Tensor found = decoder.extend(positions(x, i, i + 1), past).value();
    const Tensor place = positions(constant(wanted), i, i + 1).value();
    CHECK(largest_difference(found.values(), place.values()) < 1e-5);
  }
  // The text's own padding: what precedes it is the same as without.
  const Tensor own = decoder(x, constant(memory), {.self_lengths = {4, 3}}).value();
  const Tensor free = decoder(x, constant(memory)).value();
  CHECK(std::ranges::equal(own.values().first(7 * 4), free.values().first(7 * 4)));
}

TEST_CASE("transformer: dropout acts in training only, and its mean is the block without it") {
  Random random(506);
  TransformerOptions options = small;
  options.dropout = 0.3f;
  TransformerEncoderBlock block(options, random);
  const Variable x = constant(random.normal({1, 3, 4}));
  block.linear2.weight.assign(Tensor({4, 3}));  // what remains is linear in what is dropped
  const Tensor wanted = block(x).value();
  Tensor mean(wanted.shape());
  for (int i = 0; i < 4000; ++i) {
    const Tensor y = block(x, {}, &random).value();
    for (std::size_t k = 0; k < y.size(); ++k) mean.mutable_values()[k] += y.data()[k] / 4000;
  }
  CHECK(largest_difference(mean.values(), wanted.values()) < 0.05);
  CHECK(largest_difference(block(x, {}, &random).value().values(), wanted.values()) > 1e-3);
  CHECK(largest_difference(block(x).value().values(), wanted.values()) == 0);
}

TEST_CASE("transformer: what is looked at is what was computed, in every order of norms") {
  Random random(508);
  const Variable x = constant(random.normal({2, 5, 4})), memory = constant(random.normal({2, 3, 4}));
  for (const NormPlacement placement : {NormPlacement::before, NormPlacement::after}) {
    const TransformerEncoderBlock encoder(with_norm(placement), random);
    const TransformerDecoderBlock decoder(with_norm(placement), random);
    const TransformerTrace seen = encoder.inspect(x, {.causal = true}), decoded = decoder.inspect(x, memory);
    const auto same = [](const Variable& a, const Variable& b) {
      return largest_difference(a.value().values(), b.value().values()) < 1e-5;
    };
    CHECK(same(seen.output, encoder(x, {.causal = true})));
    CHECK(same(decoded.output, decoder(x, memory)));
    CHECK(seen.hidden.shape() == Shape{2, 5, 3});
    CHECK(seen.self_attn.weights.shape() == Shape{2, 2, 5, 5});
    CHECK(decoded.multihead_attn.weights.shape() == Shape{2, 2, 5, 3});
    CHECK(seen.self_attn.weights.value().values()[1] == 0);     // causal
    CHECK(decoded.self_attn.weights.value().values()[1] == 0);  // always, in a decoder
    REQUIRE(seen.ways.size() == 2);
    REQUIRE(decoded.ways.size() == 3);
    CHECK(seen.ways[0].in.node() == x.node());
    CHECK(seen.ways[1].out.node() == seen.output.node());
    for (const WayAround& way : seen.ways) {
      const Variable sum = way.in + way.added;
      const bool before = placement == NormPlacement::before;
      CHECK(same(sum, before ? way.out : way.norm_in));
      CHECK((before ? way.norm_in : way.norm_out).node() == (before ? way.in : way.out).node());
    }
    CHECK(same(encoder.norm1(seen.ways[0].norm_in), seen.ways[0].norm_out));
    CHECK(same(encoder.norm2(seen.ways[1].norm_in), seen.ways[1].norm_out));
  }
}

TEST_CASE("transformer: gradients between blocks pass as they are, or through norms") {
  // Blocks whose parts add nothing: with the norm before, the way through passes the gradient on bit for bit;
  // behind each sum it goes through two norms a block (Xiong et al. 2020, section 3.3).
  Random random(509);
  const Variable x = parameter(random.normal({1, 6, 4}));
  const Tensor direction = random.normal({1, 6, 4});
  for (const NormPlacement placement : {NormPlacement::before, NormPlacement::after}) {
    std::vector<TransformerTrace> traces;
    Variable signal = x, through_norms = x;
    for (int layer = 0; layer < 3; ++layer) {
      const TransformerEncoderBlock block(with_norm(placement), random);
      for (const Variable& last : {block.self_attn.out_proj.weight, block.self_attn.out_proj.bias,
                                   block.linear2.weight, block.linear2.bias})
        last.assign(Tensor(last.shape()));
      traces.push_back(block.inspect(signal));
      signal = traces.back().output;
      through_norms = block.norm2(block.norm1(through_norms));
    }
    const Gradients gradients = backward(sum(signal * constant(direction)), {.keep_intermediate = true});
    const float last = gradient_norm(gradients, {&traces[2].output, 1});
    CHECK(last == doctest::Approx(std::sqrt(sum(square(constant(direction))).item())));
    CHECK(gradient_norm(gradients, {&traces[1].ways[1].added, 1}) > 0);  // any value on the way has one
    const float first = gradient_norm(gradients, {&x, 1});
    if (placement == NormPlacement::before) {
      CHECK(first == last);
    } else {
      const Gradients wanted = backward(sum(through_norms * constant(direction)));
      CHECK(first == doctest::Approx(gradient_norm(wanted, {&x, 1})));
      CHECK(first != doctest::Approx(last));
    }
  }
}

TEST_CASE("transformer: attention dropout and stochastic depth act in training only") {
  Random random(510), same(510), first(3), again(3);
  TransformerOptions options = small;
  options.attention_dropout = 0.5f;
  const Variable x = constant(random.normal({8, 5, 4}));
  const TransformerEncoderBlock plain(small, same), block(options, same);
  const Tensor dropped = block(x, {}, &first).value();
  CHECK(largest_difference(dropped.values(), block(x).value().values()) > 1e-3);
  const TransformerTrace seen = block.inspect(x, {}, &again);
  CHECK(largest_difference(dropped.values(), seen.output.value().values()) < 1e-5);  // the same mask
  CHECK(sum(seen.self_attn.weights).item() == doctest::Approx(8 * 2 * 5));

  options.attention_dropout = 0;
  options.drop_path = 0.5f;
  const TransformerEncoderBlock deep(options, random);
  const TransformerTrace trace = deep.inspect(x, {}, &random);
  int left_out = 0;
  for (std::size_t example = 0; example < 8; ++example) {
    const auto added = trace.ways[0].added.value().values().subspan(example * 20, 20);
    const bool none = std::ranges::all_of(added, [](float v) { return v == 0; });
    left_out += none;
    if (none) continue;
    const auto whole = deep.inspect(x).ways[0].added.value();
    CHECK(added[3] == doctest::Approx(2 * whole.values()[example * 20 + 3]));
  }
  CHECK(left_out > 0);
  CHECK(left_out < 8);
  const TransformerDecoderBlock decoder(options, random);
  CHECK(decoder(x, x, {}, &random).shape() == x.shape());
  CHECK(deep.pytorch() == "TransformerEncoderBlock(4, 2, 3, nn.GELU(), drop_path=0.5)");
}

TEST_CASE("transformer: names and shapes") {
  Random random(505);
  const auto encoder = names(TransformerEncoderBlock(small, random));
  CHECK(encoder.size() == 16);
  CHECK(encoder.front() == "self_attn.q_proj.weight");
  CHECK(encoder.back() == "norm2.bias");
  const auto decoder = names(TransformerDecoderBlock(small, random));
  CHECK(decoder.size() == 26);
  CHECK(decoder[8] == "multihead_attn.q_proj.weight");
  const TransformerEncoderBlock block(small, random);
  CHECK_THROWS_AS(block(constant(Tensor({2, 3, 5}))), Error);
  CHECK_THROWS_AS(block(constant(Tensor({3, 4}))), Error);
  CHECK(block(constant(Tensor({0, 3, 4}))).shape() == Shape{0, 3, 4});
  const MultiHeadAttention attention(4, 2, random);
  CHECK_THROWS_WITH_AS(attention(constant(Tensor({3, 4})), constant(Tensor({3, 4}))),
                       "multi_head_attention: (batch, length, model) expected: (3, 4)", Error);
}

TEST_CASE("transformer: what self-attention and a block cost") {
  Random random(506);
  // 4 h w C² + 2 (h w)² C with h = w = 8, C = 32 (Liu et al. 2021, eq. 1).
  const Volume map{32, 1, 64};
  const MultiHeadAttention attention(32, 4, random);
  CHECK(attention.cost(map).multiply_adds == 524288);
  CHECK(attention.cost(map).parameters == parameter_count(attention));
  CHECK(attention.cost(map).out == map);
  // Twelve blocks of ViT-B/16 with patch embedding, class token, positions, last norm and head: 86,567,656
  // parameters (Dosovitskiy et al. 2021, table 1; torchvision's vit_b_16).
  constexpr int d = 768;
  const TransformerEncoderBlock block({.model_size = d, .heads = 12, .feed_forward_size = 4 * d}, random);
  const Cost cost = block.cost({d, 1, 197});
  CHECK(12 * cost.parameters + (16 * 16 * 3 + 1) * d + (1 + 197) * d + 2 * d + (d + 1) * 1000 == 86'567'656);
  CHECK(cost.multiply_adds == 4LL * 197 * d * d + 2LL * 197 * 197 * d + 8LL * 197 * d * d);

  // 10 queries of 32 numbers that look at each other and at 64 places.
  const TransformerDecoderBlock decoder({.model_size = 32, .heads = 4, .feed_forward_size = 128}, random);
  const Cost of_decoder = decoder.cost({32, 1, 10}, 64);
  CHECK(of_decoder.out == Volume{32, 1, 10});
  CHECK(of_decoder.parameters == parameter_count(decoder));
  CHECK(decoder.multihead_attn.cost({32, 1, 10}, 64).multiply_adds == 2 * 74 * 32 * 32 + 2 * 10 * 64 * 32);
  CHECK(of_decoder.multiply_adds == (4 * 10 + 2 * 74 + 8 * 10) * 32 * 32 + (2 * 10 * 10 + 2 * 10 * 64) * 32);
}

TEST_CASE("positions: sines and cosines of rising wavelength, whose products tell the distance") {
  const Tensor table = sinusoidal_positions(50, 8);
  CHECK(table.data()[0] == 0.0f);
  CHECK(table.data()[1] == 1.0f);
  CHECK(table.data()[8] == doctest::Approx(std::sin(1.0)));
  CHECK(table.data()[8 + 3] == doctest::Approx(std::cos(0.1)));
  CHECK(table.data()[49 * 8 + 6] == doctest::Approx(std::sin(0.049)));
  const auto dot = [&](std::size_t a, std::size_t b) {
    double total = 0;
    for (std::size_t i = 0; i < 8; ++i) total += double{table.data()[8 * a + i]} * table.data()[8 * b + i];
    return total;
  };
  CHECK(dot(3, 10) == doctest::Approx(dot(31, 38)));
  const Tensor later = sinusoidal_positions(2, 8, 30);
  for (std::size_t i = 0; i < 16; ++i) CHECK(later.data()[i] == table.data()[240 + i]);
  CHECK(sinusoidal_positions(3, 5).shape() == Shape{3, 5});
  CHECK(sinusoidal_positions(0, 4).size() == 0);
  CHECK_THROWS_AS(sinusoidal_positions(3, 0), Error);
}
