#include "app/as_pictured.h"

#include <algorithm>
#include <variant>

namespace madang::app {

namespace {

/// Choices, switches, and the counts that begin a run anew (its units, its layers).
bool decides(const demo::Field& field) {
  return std::holds_alternative<demo::Choice>(field.kind) ||
         std::holds_alternative<demo::Toggle>(field.kind) ||
         (std::holds_alternative<demo::Integer>(field.kind) && field.about.effect == demo::Effect::restart);
}

/// Those of the picture that decide what is drawn and are other ones now.
std::vector<demo::NamedValue> overtaken(const std::vector<demo::Field>& fields,
                                        const std::vector<demo::NamedValue>& pictured) {
  std::vector<demo::NamedValue> found;
  for (const demo::Field& field : fields) {
    const auto was = std::ranges::find(pictured, field.name, &demo::NamedValue::name);
    if (decides(field) && was != pictured.end() && was->value != field.text()) found.push_back(*was);
  }
  return found;
}

}  // namespace

AsPictured::AsPictured(const Lane& lane) : lane_(lane) {
  auto fields = lane.view().fields();
  const auto before = overtaken(fields, lane.pictured_settings());
  if (before.empty() && lane.shows_its_run()) return;
  wanted_ = demo::values_of(fields);
  demo::set_values(fields, before);
  shown_ = demo::values_of(lane.view().fields());
}

AsPictured::~AsPictured() {
  if (wanted_.empty()) return;
  auto fields = lane_.view().fields();
  if (lane_.shows_its_run())  // what is pressed in the picture of another run is not meant for this one
    for (const demo::NamedValue& now : demo::values_of(fields))
      if (std::ranges::find(shown_, now) == shown_.end())
        if (const auto of = std::ranges::find(wanted_, now.name, &demo::NamedValue::name);
            of != wanted_.end())
          of->value = now.value;
  demo::set_values(fields, wanted_);
}

}  // namespace madang::app
