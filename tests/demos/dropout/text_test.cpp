// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "demos/dropout/training.h"
#include "io/file.h"
#include "support/demo_text.h"
#include "support/paths.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::dropout;

TEST_CASE("dropout: the text's counts are the demo's") {
  const Settings settings;
  CHECK(settings.images == 500);
  CHECK(test::text_says("dropout", {"이미지 500장", "from 500 digits"}));
  CHECK(wrong_share == 0.2f);
  CHECK(test::text_says("dropout", {"다섯 가운데 하나", "one label in five"}));
  CHECK(thin_units == 10);
  CHECK(ui::count_text(thin_masks) == "1,024");
  CHECK(test::both_texts_say("dropout", "1,024"));
  CHECK(test::both_texts_say("dropout", ui::fixed_text(std::sqrt(1 - settings.rate))));
  CHECK(test::both_texts_say("dropout", ui::fixed_text(std::log(static_cast<float>(classes)))));
}

TEST_CASE("dropout: of 500 training images 100 have a label that is wrong, and no image comes twice") {
  const std::vector<std::byte> file = io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  const data::ImageSet set = data::read_image_set(file);
  Lessons lessons(set, 500, 3);
  std::vector<std::int32_t> rows;
  for (std::uint64_t step = 0; step < 500 / batch_size; ++step)
    for (const std::int32_t row : lessons.rows_at(step)) rows.push_back(row);
  std::ranges::sort(rows);
  CHECK(std::ranges::adjacent_find(rows) == rows.end());
  int wrong = 0, taught = 0;
  for (std::int32_t row = 0; row < static_cast<std::int32_t>(set.train.size()); ++row)
    if (lessons.label_of(row) >= 0) {
      ++taught;
      wrong += lessons.label_of(row) != set.train.labels[static_cast<std::size_t>(row)];
    }
  CHECK(taught == 500);
  CHECK(wrong == 100);
}

TEST_CASE("dropout: the tour's losses after 200 updates are those of seed 1") {
  const std::vector<std::byte> file = io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  const data::ImageSet set = data::read_image_set(file);
  const auto losses = [&](Arm arm) {
    Lessons lessons(set, Settings{}.images, 1);
    Training training = training_of(arm, Settings{}, 1);
    std::vector<float> all;
    while (training.steps() < 200) {
      training.step(lessons.at(training.steps()));
      if (training.steps() % check_interval > 0) continue;
      const NoRecording off;
      const Variable logits = training.network()(constant(lessons.test().images), Mode::evaluation);
      all.push_back(score_of(logits.value(), lessons.test().labels).loss);
    }
    return all;
  };
  constexpr float rounding = 0.015f;  // kernels of another machine sum in another order
  const std::vector<float> none = losses(Arm::none);
  CHECK(std::abs(none.back() - 1.10f) < rounding);
  CHECK(std::abs(std::ranges::min(none) - 0.89f) < rounding);
  CHECK(std::abs(losses(Arm::units).back() - 0.93f) < rounding);
  for (const char* const number : {"1.10", "0.89", "0.93"}) CHECK(test::both_texts_say("dropout", number));
}
