#include "ui/scenes.h"

#include <algorithm>
#include <vector>

#include "core/error.h"
#include "ui/controls.h"
#include "ui/ring.h"
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

/// The row is ringed where a link has led to this scene.
void ring_scene(const demo::Lit& lit, const Scene& scene, ImVec2 low, ImVec2 high) {
  const auto state = demo::read_values(scene.state);
  const auto led = std::ranges::find_if(state, [&](const auto& value) { return lit.has(value.name); });
  if (led != state.end()) ring(lit, led->name, low, high);
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
  const Scene* const shown = now < 0 ? nullptr : &all[static_cast<std::size_t>(now)];
  const bool pressed = segmented("scenes", hand.say("장면", "Scene"), names, now);
  if (shown) ring_scene(hand.lit, *shown, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  if (pressed) {
    const Scene& chosen = all[static_cast<std::size_t>(now)];
    set(fields, demo::read_values(chosen.state));
    set(fields, demo::read_values(chosen.start));
  }
  caption((shown ? shown->story : otherwise).in(hand.language));
  return pressed;
}

}  // namespace madang::ui
