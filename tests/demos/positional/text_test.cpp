// The formulas and numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>

#include "demos/positional/experiment.h"
#include "demos/positional/model.h"
#include "nn/positions.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::positional;

namespace {

constexpr int length = 6;

/// The scores of one head by the text's formulas, in double, from the scheme's own parameters.
struct ByHand {
  explicit ByHand(const PositionScheme& scheme) : d(scheme.head_size()) {
    Random random(5);
    q = random.normal({1, heads, length, d}, 0, 1);
    k = random.normal({1, heads, length, d}, 0, 1);
    scores = scheme.scores(constant(q), constant(k)).value();
  }
  double score(int head, int i, int j) const {
    return at(scores, (static_cast<std::size_t>(head) * length + static_cast<std::size_t>(i)) * length +
                          static_cast<std::size_t>(j));
  }
  double query(int head, int place, int c) const { return at(q, index(head, place, c)); }
  double key(int head, int place, int c) const { return at(k, index(head, place, c)); }
  double dot(int head, int i, int j) const {
    double sum = 0;
    for (int c = 0; c < d; ++c) sum += query(head, i, c) * key(head, j, c);
    return sum;
  }
  static double at(const Tensor& tensor, std::size_t i) { return static_cast<double>(tensor.values()[i]); }

  int d;
  Tensor q, k, scores;

 private:
  std::size_t index(int head, int place, int c) const {
    return static_cast<std::size_t>((head * length + place) * d + c);
  }
};

const Tensor& parameter_of(const PositionScheme& scheme, const std::string& name) {
  for (const NamedParameter& one : scheme.named_parameters())
    if (one.name == name) return one.variable.value();
  throw Error("no parameter " + name);
}

/// With parameters that are not 0.
PositionScheme scheme_of(Scheme kind) {
  Random random(3);
  PositionScheme scheme({kind, 16, 16, length, 16}, random);
  for (const NamedParameter& one : scheme.named_parameters())
    one.variable.assign(random.normal(one.variable.shape(), 0, 1));
  return scheme;
}

}  // namespace

TEST_CASE("positional: T5's score here is q·k / √d + b, and the text says that T5 itself does not divide") {
  const PositionScheme scheme = scheme_of(Scheme::t5);
  const ByHand hand(scheme);
  const auto buckets = buckets_of(length, length);
  const Tensor& bias = parameter_of(scheme, "bias");
  for (int head = 0; head < heads; ++head)
    for (int i = 0; i < length; ++i)
      for (int j = 0; j < length; ++j) {
        const auto bucket = static_cast<std::size_t>(buckets[static_cast<std::size_t>(j - i + length - 1)]);
        const double b = ByHand::at(bias, bucket * heads + static_cast<std::size_t>(head));
        CHECK(hand.score(head, i, j) ==
              doctest::Approx(hand.dot(head, i, j) / std::sqrt(hand.d) + b).epsilon(1e-4));
      }
  CHECK(test::text_says(
      "positional", {R"(실제 T5는 $\sqrt d$로 나누지 않고)", R"(T5 itself does not divide by $\sqrt d$)"}));
}

TEST_CASE("positional: Transformer-XL's three terms come before the division, as the text says") {
  const PositionScheme scheme = scheme_of(Scheme::transformer_xl);
  const ByHand hand(scheme);
  const Tensor &u = parameter_of(scheme, "u"), &v = parameter_of(scheme, "v"),
               &weight = parameter_of(scheme, "distances");
  const int size = heads * hand.d;
  const Tensor sinusoids = sinusoidal_positions(2 * length - 1, size, 1 - length);
  for (int head = 0; head < heads; ++head)
    for (int i = 0; i < length; ++i)
      for (int j = 0; j < length; ++j) {
        double sum = hand.dot(head, i, j);
        for (int c = 0; c < hand.d; ++c) {
          const auto row = static_cast<std::size_t>(head * hand.d + c);
          double distance = 0;  // W_R R_{j−i}
          for (int s = 0; s < size; ++s)
            distance +=
                ByHand::at(weight, row * static_cast<std::size_t>(size) + static_cast<std::size_t>(s)) *
                ByHand::at(sinusoids, static_cast<std::size_t>((j - i + length - 1) * size + s));
          sum += hand.query(head, i, c) * distance + ByHand::at(u, row) * hand.key(head, j, c) +
                 ByHand::at(v, row) * distance;
        }
        CHECK(hand.score(head, i, j) == doctest::Approx(sum / std::sqrt(hand.d)).epsilon(1e-3));
      }
  CHECK(test::both_texts_say("positional", R"($q_i\cdot W_R R_{j-i}$)"));
  CHECK(test::text_says("positional", {"나누기 전의 점수에", "before the division"}));
}

TEST_CASE("positional: lengths and buckets are those of the text") {
  CHECK(Settings{}.length == 12);
  CHECK(reach * Settings{}.length == 36);
  CHECK(test::text_says("positional",
                        {"길이 12인 시퀀스를 쓰고 테스트는 36까지", "of 12 symbols, the tests go to 36"}));
  const auto buckets = buckets_of(12, 12);
  const auto bucket = [&](int distance) { return buckets[static_cast<std::size_t>(distance + 11)]; };
  for (int distance = -3; distance < 3; ++distance) CHECK(bucket(distance) != bucket(distance + 1));
  CHECK(bucket(-4) == bucket(-5));
  CHECK(test::text_says("positional",
                        {"거리 3까지는 버킷(bucket)이 하나씩", "Distances up to 3 have a bucket each"}));
}

TEST_CASE("positional: the numbers of the tour hold whatever the rounding of a machine makes of the run") {
  const auto both = [](const test::Values& values) {
    test::DemoRun<Snapshot> run("positional", values);
    run.step(200);
    return run.picture();
  };
  const auto near = [](double share) { return doctest::Approx(share).epsilon(0.03); };
  const Snapshot first = both({});
  CHECK(first.models[0].accuracy == near(0.22));
  CHECK(first.guess == near(0.21));
  CHECK(first.models[1].accuracy == 1.f);
  CHECK(test::text_says("positional", {"22%쯤으로", "about 22% right"}));
  const Snapshot beyond = both({{"position", "learned"}, {"position_b", "t5"}});
  CHECK(beyond.models[0].accuracy_beyond == near(0.06));
  CHECK(beyond.models[1].accuracy_beyond == near(0.8));
  CHECK(test::text_says("positional", {"6%쯤으로 떨어지고", "fall to about 6%"}));
  CHECK(test::text_says("positional", {"T5는 80%쯤을", "keeps about 80%"}));
  const Snapshot far = both({{"offset", "5"}, {"position", "t5"}, {"position_b", "rope"}});
  CHECK(far.models[0].accuracy == near(0.54));
  CHECK(far.models[1].accuracy == near(0.97));
  CHECK(test::text_says("positional",
                        {"54%쯤만 맞힌다. RoPE는 97%쯤", "about 54% are right. RoPE has about 97%"}));
  const Snapshot latest = both({{"position", "alibi"}, {"position_b", "sinusoidal"}, {"task", "latest"}});
  CHECK(latest.models[0].accuracy_beyond == near(0.85));
  CHECK(latest.models[1].accuracy_beyond == near(0.25));
  CHECK(test::text_says("positional",
                        {"85%쯤이다. 사인파는 25%쯤", "about 85% beyond the length, against about 25%"}));
}
