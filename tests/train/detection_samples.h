#pragma once

#include <array>
#include <vector>

#include "train/detection_matching.h"

namespace madang::test {

struct SamplePicture {
  std::vector<train::Detection> detections;
  std::vector<train::TrueBox> objects;
};

/// The boxes of the worked example of Padilla, Netto & da Silva ("A survey on performance metrics for
/// object-detection algorithms", 2020; github.com/rafaelpadilla/Object-Detection-Metrics, sample 2): 15
/// objects and 24 detections in seven pictures, x, y, width, height as they are given there: to the last
/// pixel that is inside, as in PASCAL VOC, so that our x1 is x + width + 1. Without the + 1 one IoU is 0.295,
/// not 0.303.
inline std::vector<SamplePicture> padilla_sample() {
  struct Given {
    float x, y, width, height, score;
  };
  const std::array<std::vector<Given>, 7> objects = {{
      {{25, 16, 38, 56, 1}, {129, 123, 41, 62, 1}},
      {{123, 11, 43, 55, 1}, {38, 132, 59, 45, 1}},
      {{16, 14, 35, 48, 1}, {123, 30, 49, 44, 1}, {99, 139, 47, 47, 1}},
      {{53, 42, 40, 52, 1}, {154, 43, 31, 34, 1}},
      {{59, 31, 44, 51, 1}, {48, 128, 34, 52, 1}},
      {{36, 89, 52, 76, 1}, {62, 58, 44, 67, 1}},
      {{28, 31, 55, 63, 1}, {58, 67, 50, 58, 1}},
  }};
  const std::array<std::vector<Given>, 7> detections = {{
      {{5, 67, 31, 48, .88f}, {119, 111, 40, 67, .70f}, {124, 9, 49, 67, .80f}},
      {{64, 111, 64, 58, .71f}, {26, 140, 60, 47, .54f}, {19, 18, 43, 35, .74f}},
      {{109, 15, 77, 39, .18f},
       {86, 63, 46, 45, .67f},
       {160, 62, 36, 53, .38f},
       {105, 131, 47, 47, .91f},
       {18, 148, 40, 44, .44f}},
      {{83, 28, 28, 26, .35f}, {28, 68, 42, 67, .78f}, {87, 89, 25, 39, .45f}, {10, 155, 60, 26, .14f}},
      {{50, 38, 28, 46, .62f}, {95, 11, 53, 28, .44f}, {29, 131, 72, 29, .95f}, {29, 163, 72, 29, .23f}},
      {{43, 48, 74, 38, .45f}, {17, 155, 29, 35, .84f}, {95, 110, 25, 42, .43f}},
      {{16, 20, 101, 88, .48f}, {33, 116, 37, 49, .95f}},
  }};
  const auto box_of = [](const Given& g) {
    return data::Box{g.x, g.y, g.x + g.width + 1, g.y + g.height + 1};
  };
  std::vector<SamplePicture> pictures(7);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    for (const Given& g : objects[i]) pictures[i].objects.push_back({box_of(g)});
    for (const Given& g : detections[i]) pictures[i].detections.push_back({box_of(g), 0, g.score});
  }
  return pictures;
}

}  // namespace madang::test
