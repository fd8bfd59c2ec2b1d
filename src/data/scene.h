#pragma once

#include <cstdint>
#include <vector>

#include "core/random.h"
#include "core/text.h"

/// Pictures of simple shapes with all that is known about them: for detection, segmentation and captions.
namespace madang::data {

enum class Form : std::uint8_t { circle, square, triangle, cross };
enum class Colour : std::uint8_t { red, green, blue, yellow };
constexpr int form_count = 4;
constexpr int colour_count = 4;

/// In pixels, from the corner where x and y are least to the other.
struct Box {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  float area() const { return (x1 - x0) * (y1 - y0); }
};
/// Intersection over union; 0 where both are empty.
float overlap_of(const Box& a, const Box& b);

struct SceneObject {
  Form form = Form::circle;
  Colour colour = Colour::red;
  Box box;
};

struct Scene {
  Tensor image;  ///< (3, size, size), 0 … 1
  std::vector<SceneObject> objects;
  std::vector<std::int32_t> classes;    ///< (size · size): 0 background, 1 + form of what is seen there
  std::vector<std::int32_t> instances;  ///< (size · size): 0 background, 1 + index of the object seen there
};

/// Paints objects over a dark ground, the later over the earlier ones, with soft edges.
Scene draw_scene(std::vector<SceneObject> objects, int size);

struct SceneOptions {
  int size = 32;  ///< of a side, pixels
  int least_objects = 1;
  int most_objects = 3;
  float least_side = 8;  ///< of an object, pixels
  float most_side = 14;
  float most_overlap = 0;  ///< intersection over union that two boxes may have
  float noise = 0.02f;     ///< standard deviation added to each value; the image stays in 0 … 1
};
/// Objects at places drawn anew until they fit. Fewer than drawn where there is no room left, never fewer
/// than one.
Scene random_scene(const SceneOptions& options, Random& random);

/// What a form and a colour are called.
Text name_of(Form form);
Text name_of(Colour colour);

}  // namespace madang::data
