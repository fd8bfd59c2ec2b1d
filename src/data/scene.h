#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/random.h"
#include "core/text.h"
#include "data/box.h"
#include "data/stamp.h"

/// Pictures of simple shapes with all that is known about them: for detection, segmentation and captions.
namespace madang::data {

enum class Form : std::uint8_t { circle, square, triangle, cross };
enum class Colour : std::uint8_t { red, green, blue, yellow };
constexpr int form_count = 4;
constexpr int colour_count = 4;

struct SceneObject {
  Form form = Form::circle;
  Colour colour = Colour::red;
  Box box;                                  ///< of the whole object, what others hide of it too
  std::shared_ptr<const Stamp> stamp = {};  ///< in place of a form
};
/// From 0: its form, or behind the forms the label of its stamp.
std::int32_t class_of(const SceneObject& object);

struct Scene {
  int size = 0;  ///< of a side, pixels
  Tensor image;  ///< (3, size, size), 0 … 1
  std::vector<SceneObject> objects;
  std::vector<std::int32_t> classes;    ///< (size · size): 0 background, 1 + class of what is seen there
  std::vector<std::int32_t> instances;  ///< (size · size): 0 background, 1 + index of the object seen there
  std::vector<std::int32_t> pixels;     ///< (objects): how many pixels each covers, hidden ones too
};

/// Paints objects over a dark ground, the later over the earlier ones; they may lie partly outside. A pixel
/// is sampled at 4 × 4 places: its colour is mixed by the share of them that the object covers, and it
/// belongs to the last object that covers at least half of them, so that masks are right to the pixel.
Scene draw_scene(std::vector<SceneObject> objects, int size);

/// Adds normal noise to each value of a picture, which stays in 0 … 1: what random scenes have, for one's
/// own.
void add_noise(Tensor& image, float standard_deviation, Random& random);

/// The smallest box around the pixels of an object that are seen; empty where none is.
Box visible_box(const Scene& scene, std::size_t object);
/// Which share of an object's pixels is seen; 0 where it has none.
float visible_share(const Scene& scene, std::size_t object);

/// What a form and a colour are called.
Text name_of(Form form);
Text name_of(Colour colour);

}  // namespace madang::data
