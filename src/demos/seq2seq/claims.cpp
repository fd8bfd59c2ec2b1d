// What the catalogue says this demo proves, with the demo's own models, lines and settings.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <span>
#include <tuple>

#include "demos/seq2seq/training.h"
#include "support/claim.h"
#include "support/demo_text.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::seq2seq;

namespace {

/// Bahdanau's attention, which asks before it knows the last character, takes somewhat longer.
int updates_of(Attention kind) { return kind == Attention::additive ? 1200 : 1000; }

/// A model that was trained, and what it says to lines that it was not trained on.
struct Trained {
  std::vector<Tally> by_items;  // 1, 2, 3 dates
  Tally korean, english;        // of those no longer than trained on
  Tally unseen;                 // one date, in the format that was kept back
};

Trained train_one(Attention kind, float rate) {
  Settings settings;
  settings.learning_rate = rate;
  Training run(settings, test::seed(), std::span(&kind, 1));
  for (int i = 0; i < updates_of(kind); ++i) run.step(settings);
  const Translator& model = run.learners().front().model;
  const Lesson& lesson = run.lesson();
  Trained result;
  for (int items = 1; items <= settings.items + 1; ++items) {
    Tally& sum = result.by_items.emplace_back();
    for (const Line& line : lesson.held_out(items)) {
      const Tally tally = tally_of(model, lesson, line);
      sum += tally;
      if (items > settings.items) continue;
      (line.language == Language::korean ? result.korean : result.english) += tally;
    }
  }
  result.unseen = tally_of(model, lesson, lesson.unseen());
  return result;
}

/// Trained once for all that is claimed of it.
const Trained& trained(Attention kind, float rate = Settings{}.learning_rate) {
  static std::map<std::tuple<std::uint64_t, Attention, float>, Trained> known;
  const std::tuple key(test::seed(), kind, rate);
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, train_one(kind, rate)).first->second;
}

float lines_right(Attention kind, int items) {
  return trained(kind).by_items[static_cast<std::size_t>(items - 1)].lines_right();
}
float symbols_right(Attention kind, int items) {
  return trained(kind).by_items[static_cast<std::size_t>(items - 1)].symbols_right();
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("seq2seq: within the lengths trained on accuracy holds under attention and falls without") {
    for (const Attention kind : {Attention::additive, Attention::multiplicative}) {
      CAPTURE(static_cast<int>(kind));
      CHECK_AT_LEAST(lines_right(kind, 1), 0.8f);
      CHECK_AT_LEAST(symbols_right(kind, 2), 0.9f);
      CHECK_ABOVE(symbols_right(kind, 2), symbols_right(kind, 1) - 0.08f);
    }
    CHECK_AT_LEAST(lines_right(Attention::multiplicative, 2), 0.8f);
    CHECK_BELOW(symbols_right(Attention::none, 2), symbols_right(Attention::none, 1) - 0.08f);
    for (const float rate : {0.01f, 0.02f})
      CHECK_AT_MOST(trained(Attention::none, rate).by_items[1].lines_right(), 0.2f);
    CHECK(test::text_says("seq2seq", {"학습률을 0.02로 바꾸어도", "also at a learning rate of 0.02"}));
  }

  TEST_CASE("seq2seq: nine tenths of Luong's attention lie on the right field; Bahdanau's is more diffuse") {
    const Trained& luong = trained(Attention::multiplicative);
    const Trained& bahdanau = trained(Attention::additive);
    CHECK_AT_LEAST(luong.korean.attention_on_field(), 0.9f);
    CHECK_AT_LEAST(luong.english.attention_on_field(), 0.9f);
    CHECK_ABOVE(bahdanau.korean.attention_on_field(), 0.6f);
    CHECK_BELOW(bahdanau.korean.attention_on_field(), luong.korean.attention_on_field());
    CHECK(test::text_says("seq2seq", {"0.9 넘게 옳은 자리에", "more than 0.9 of Luong's attention"}));
  }

  TEST_CASE("seq2seq: the alignment is monotonic for Korean dates and not for English ones") {
    const Trained& luong = trained(Attention::multiplicative);
    CHECK_AT_LEAST(luong.korean.dates_straight(), 0.6f);
    CHECK_ABOVE(luong.korean.dates_straight(), luong.english.dates_straight() + 0.3f);
    CHECK_BELOW(luong.english.dates_straight(), 0.4f);
  }

  TEST_CASE("seq2seq: beyond the lengths trained on, and in a format never trained on, attention fails too") {
    for (const Attention kind : all_attentions) {
      CAPTURE(static_cast<int>(kind));
      CHECK_AT_MOST(lines_right(kind, 3), 0.25f);
    }
    CHECK_BELOW(trained(Attention::multiplicative).unseen.lines_right(),
                lines_right(Attention::multiplicative, 1));
  }
}
