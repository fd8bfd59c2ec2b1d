#pragma once

#include <string>

#include "core/text.h"
#include "demo/message.h"
#include "demo/settings.h"

namespace madang::app {

/// The run to compare `run` with: the same seed, steps and events, but for one setting, which has `other`'s
/// value throughout.
demo::Run split(const demo::Run& run, const demo::NamedValue& other);

/// A value of a setting worth comparing the present one with, as text: the switch the other way, the next
/// choice, a rate three times as large.
std::string another_value(const demo::Field& field);

/// The present value as a reader reads it: an option by its label, a switch as on or off.
std::string shown_value(const demo::Field& field, Language language);

}  // namespace madang::app
