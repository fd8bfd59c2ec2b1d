// The numbers of the text, computed.
#include <doctest/doctest.h>

#include "demos/segmentation/training.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::segmentation;

TEST_CASE("segmentation: the text's counts are the demo's") {
  const Settings settings;
  const Cost unet = Network(Arm::unet, settings, Random(1)).cost(),
             plain = Network(Arm::plain, settings, Random(1)).cost(),
             transformer = Network(Arm::segmenter, settings, Random(1)).cost();
  CHECK(unet.field == 44);
  CHECK(test::text_says("segmentation", {"많아야 44픽셀", "at most 44 pixels"}));
  CHECK(static_cast<double>(transformer.multiply_adds) / static_cast<double>(unet.multiply_adds) ==
        doctest::Approx(1.0 / 3).epsilon(0.2));
  CHECK(test::text_says("segmentation", {"3분의 1쯤", "about a third"}));
  CHECK(plain.parameters > unet.parameters);
  CHECK(plain.parameters < 1.15 * static_cast<double>(unet.parameters));
  CHECK(test::text_says("segmentation", {"파라미터가 조금 더 많은", "slightly more parameters"}));
  CHECK(dice_weight == 3);
  CHECK(test::text_says("segmentation", {"Dice 손실의 세 배", "three times the Dice loss"}));
  CHECK(settings.batch == 2);
  CHECK(test::text_says("segmentation", {"두 장씩", "two at a time"}));
  CHECK(settings.width == 8);
  CHECK(test::text_says("segmentation", {"여덟 대신 넷", "four channels instead of eight"}));
}

TEST_CASE("segmentation: four fifths of the pixels are background") {
  const Sets sets(1);
  int background = 0, all = 0;
  for (const data::Scene& scene : sets.scenes[static_cast<std::size_t>(Set::scattered)])
    for (const std::int32_t label : scene.classes) {
      background += label == 0;
      ++all;
    }
  CHECK(background / static_cast<double>(all) == doctest::Approx(0.8).epsilon(0.05));
  CHECK(test::text_says("segmentation", {"다섯 가운데 넷", "four fifths"}));
}
