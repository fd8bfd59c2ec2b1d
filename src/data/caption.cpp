#include "data/caption.h"

#include <utility>

#include "core/error.h"

namespace madang::data {

namespace {

Text phrase(Relation relation) {
  switch (relation) {
    case Relation::left_of:
      return {"왼쪽에", "left of"};
    case Relation::right_of:
      return {"오른쪽에", "right of"};
    case Relation::above:
      return {"위에", "above"};
    case Relation::below:
      return {"아래에", "below"};
  }
  throw Error("caption: no such relation");
}

Text words_of(const Thing& thing) {
  const Text colour = name_of(thing.colour), form = name_of(thing.form);
  return {colour.korean + " " + form.korean, "a " + colour.english + " " + form.english};
}

Thing any_thing(Random& random) {
  const auto form = static_cast<Form>(random.below(form_count));
  return {form, static_cast<Colour>(random.below(colour_count))};
}

Box square_at(float x, float y, float side) { return {x, y, x + side, y + side}; }

}  // namespace

Text Caption::words() const {
  const Text first = words_of(thing);
  if (!relation) return first;
  const Text between = phrase(*relation), second = words_of(other);
  return {second.korean + " " + between.korean + " 있는 " + first.korean,
          first.english + " " + between.english + " " + second.english};
}

Part Caption::part() const {
  const auto number = [](auto value) { return static_cast<std::int32_t>(value); };
  std::vector<std::int32_t> numbers = {number(thing.form), number(thing.colour)};
  if (relation)
    for (const auto more : {number(*relation), number(other.form), number(other.colour)})
      numbers.push_back(more);
  return part_of_numbers(numbers);
}

Caption random_caption(Part part, Random& random) {
  for (;;) {
    Caption caption{.thing = any_thing(random), .relation = {}, .other = {}};
    if (random.below(4) > 0) {
      caption.relation = static_cast<Relation>(random.below(relation_count));
      caption.other = any_thing(random);
    }
    if (caption.part() == part) return caption;
  }
}

Scene scene_of(const Caption& caption, int size, Random& random) {
  const auto whole = static_cast<float>(size);
  const float side = random.uniform(0.3f, 0.4f) * whole;
  if (!caption.relation)
    return draw_scene({{caption.thing.form, caption.thing.colour,
                        square_at(random.uniform(0, whole - side), random.uniform(0, whole - side), side)}},
                      size);
  // One in each half along the axis of the relation, anywhere across it.
  const bool horizontal = *caption.relation == Relation::left_of || *caption.relation == Relation::right_of;
  const bool thing_first = *caption.relation == Relation::left_of || *caption.relation == Relation::above;
  const float near = random.uniform(0, whole / 2 - side), far = random.uniform(whole / 2, whole - side);
  const auto box = [&](float along) {
    const float across = random.uniform(0, whole - side);
    return horizontal ? square_at(along, across, side) : square_at(across, along, side);
  };
  const Box first = box(thing_first ? near : far), second = box(thing_first ? far : near);
  return draw_scene(
      {{caption.thing.form, caption.thing.colour, first}, {caption.other.form, caption.other.colour, second}},
      size);
}

}  // namespace madang::data
