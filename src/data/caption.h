#pragma once

#include <optional>

#include "data/part.h"
#include "data/scene.h"

/// The caption language: "a red circle left of a blue square", "파란 사각형 왼쪽에 있는 빨간 원".
namespace madang::data {

enum class Relation : std::uint8_t { left_of, right_of, above, below };
constexpr int relation_count = 4;

struct Thing {
  Form form = Form::circle;
  Colour colour = Colour::red;
  bool operator==(const Thing&) const = default;
};

/// One thing, or one that stands in a relation to another.
struct Caption {
  Thing thing;
  std::optional<Relation> relation;
  Thing other;  // where there is a relation

  Text words() const;
  /// Captions that are held out share every word with those that are not: their combination is new.
  Part part() const;
};

/// Drawn evenly from that part; with two things in three of four.
Caption random_caption(Part part, Random& random);

/// A picture that the caption describes and that describes it: the centres lie at least the side of a thing
/// apart along the axis of the relation.
Scene scene_of(const Caption& caption, int size, Random& random);

}  // namespace madang::data
