// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "demos/prenorm/measure.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::prenorm;

namespace {

Settings settings_of(int depth, float rate) {
  Settings settings;
  settings.depth = depth;
  settings.learning_rate = rate;
  return settings;
}

Training learned(Arm arm, const Settings& settings, int updates) {
  Training training(arm, settings, 1);
  for (int i = 0; i < updates; ++i) training.step(batch_at(the_corpus(), 1, training.steps()));
  return training;
}

Layers measured(const Training& training) {
  return layers_of(training.model(), batch_at(the_corpus(), 1, training.steps()), 0.003f);
}

}  // namespace

TEST_CASE("prenorm: the text's reference losses and sizes are the demo's") {
  const Corpus& corpus = the_corpus();
  const std::string letters = std::to_string(corpus.vocabulary());
  const auto chance = ui::fixed_text(std::log(static_cast<float>(corpus.vocabulary())));
  CHECK(test::both_texts_say("prenorm", R"($\ln )" + letters + "=" + chance + "$"));
  CHECK(test::text_says("prenorm", {letters + "가지 글자", letters + " characters"}));
  const std::string unigram = ui::fixed_text(corpus.unigram), bigram = ui::fixed_text(corpus.bigram);
  CHECK(test::text_says("prenorm", {"빈도(유니그램)만 알면 " + unigram, unigram + " is that"}));
  CHECK(test::text_says("prenorm", {"빈도(바이그램)를 알면 " + bigram, bigram + " that"}));
  CHECK(test::both_texts_say("prenorm", "$d=" + std::to_string(width) + "$"));
  CHECK(test::both_texts_say("prenorm", R"($\sqrt{12}=)" + ui::fixed_text(std::sqrt(12.f), 1) + "$"));
}

TEST_CASE("prenorm: the text's losses of 12 and of 6 blocks") {
  CHECK(learned(Arm::pre, settings_of(12, 0.003f), 100).mean_loss() < 2);
  CHECK(test::text_says("prenorm", {"2 아래로", "below 2"}));
  CHECK(learned(Arm::post, settings_of(12, 0.003f), 100).mean_loss() == doctest::Approx(2.8).epsilon(0.015));
  CHECK(learned(Arm::post, settings_of(6, 0.01f), 200).mean_loss() == doctest::Approx(2.8).epsilon(0.015));
  CHECK(learned(Arm::warm, settings_of(6, 0.01f), 200).mean_loss() == doctest::Approx(1.8).epsilon(0.04));
  CHECK(test::text_says("prenorm", {"200번 갱신한 뒤 1.8과 2.8", "1.8 against 2.8 after 200 updates"}));
  CHECK_FALSE(learned(Arm::post, settings_of(6, 0.003f), 200).stands());
  const float pre = learned(Arm::pre, settings_of(2, 0.01f), 200).mean_loss();
  CHECK(learned(Arm::post, settings_of(2, 0.01f), 200).mean_loss() == doctest::Approx(pre).epsilon(0.08));
}

TEST_CASE("prenorm: 24 blocks: 200 updates of warm-up are too few") {
  Settings settings = settings_of(24, 0.003f);
  const Training warm = learned(Arm::warm, settings, 240);
  CHECK(warm.stands());
  CHECK_FALSE(learned(Arm::pre, settings, 60).stands());
}

TEST_CASE("prenorm: the text's gradients at the start and after 60 updates") {
  const Settings settings = settings_of(12, 0.003f);
  const Layers pre = measured(Training(Arm::pre, settings, 1)),
               post = measured(Training(Arm::post, settings, 1));
  CHECK(post.gradient.back() / pre.gradient.back() == doctest::Approx(3).epsilon(0.15));
  CHECK(test::text_says("prenorm", {"3배쯤", "about 3"}));
  CHECK(post.reach() == doctest::Approx(2).epsilon(0.1));
  CHECK(test::text_says("prenorm", {"시드 1에서는 두 배쯤", "with seed 1 twice as much"}));
  CHECK(measured(learned(Arm::post, settings, 60)).reach() < 0.01f);
  CHECK(test::text_says("prenorm", {"백분의 일도", "less than a hundredth"}));
}
