// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <vector>

#include "demos/regularization/training.h"
#include "io/file.h"
#include "support/demo_text.h"
#include "support/paths.h"

using namespace madang;
using namespace madang::demos::regularization;

TEST_CASE("regularization: the text counts weights, images and wrong labels as they are") {
  const Settings settings;
  const std::vector<std::byte> file = io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  const Pictures pictures = pictures_of(file, settings, 1);
  CHECK(pictures.train.size() == 200);
  CHECK(pictures.wrong == 80);
  CHECK(pictures.validation.size() == 300);
  CHECK(pictures.test.size() == 300);
  CHECK(
      test::text_says("regularization", {"배울 이미지는 200장뿐이고, 그중 80장", "200 images, of which 80"}));
  CHECK(test::text_says("regularization", {"다른 이미지 300장", "300 other images"}));
  CHECK(test::text_says("regularization", {"테스트 이미지 300장", "300 test images"}));
  std::size_t weights = 0;
  for (const Variable& weight : Network(settings, Random(1)).weights()) weights += weight.value().size();
  CHECK(weights == 13184);
  CHECK(test::text_says("regularization", {"1만 3천 개", "13,000 weights"}));
}

TEST_CASE("regularization: at the learning rate that the text gives the demo begins") {
  CHECK(Settings{}.learning_rate == 0.2f);
  CHECK(test::text_says("regularization", {"처음 값인 0.2", "At the initial rate of 0.2"}));
  CHECK(technique_count == 11);
  CHECK(test::text_says("regularization", {"열한 가지", "all eleven"}));
}
