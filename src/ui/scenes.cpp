#include "ui/scenes.h"

#include <algorithm>
#include <vector>

#include "core/error.h"
#include "ui/controls.h"
#include "ui/text.h"

namespace madang::ui {

namespace {

void set(std::span<demo::Field> fields, const std::vector<demo::NamedValue>& values) {
  for (const Text& refused : demo::set_values(fields, values)) throw Error("ui::scenes: " + refused.english);
}

/// The values are compared as fields write them: a scene may say 0.010 for 0.01.
bool is_in(const Scene& scene, std::span<demo::Field> fields, std::span<demo::Field> tried) {
  const auto state = demo::read_values(scene.state);
  set(tried, demo::read_values(scene.start));
  set(tried, state);
  return std::ranges::all_of(state, [&](const demo::NamedValue& value) {
    return find(fields, value.name).text() == find(tried, value.name).text();
  });
}

}  // namespace

bool scenes(const demo::Hand& hand, std::span<demo::Field> fields, std::span<demo::Field> tried,
            std::span<const Scene> all, const Text& otherwise) {
  std::vector<std::string> names;
  int now = -1;
  for (const Scene& scene : all) {
    if (is_in(scene, fields, tried) && now < 0) now = static_cast<int>(names.size());
    names.push_back(scene.name.in(hand.language));
  }
  const Text& story = now < 0 ? otherwise : all[static_cast<std::size_t>(now)].story;
  const bool pressed = segmented("scenes", hand.say("장면", "Scene"), names, now);
  if (pressed) {
    const Scene& chosen = all[static_cast<std::size_t>(now)];
    set(fields, demo::read_values(chosen.state));
    set(fields, demo::read_values(chosen.start));
  }
  caption(story.in(hand.language));
  return pressed;
}

}  // namespace madang::ui
