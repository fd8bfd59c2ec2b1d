#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "demo/message.h"

namespace madang::app {

/// A run as the fragment of a link: `v=1&seed=7&step=120&learning_rate=0.03&hand=…`. Only what differs from
/// `defaults` is written. Names, never positions, so that old links keep their meaning; `hand` holds what
/// happened after the reset, as `step:setting:value:setting:value` or `step!action:1,2.5:text`, joined by
/// `;`. `b.learning_rate=0.3` is the setting in which a second run differs that it is compared with, `demo`
/// the slug of the demo, where it is given.
std::string write_link(const demo::Run& run, std::span<const demo::NamedValue> defaults,
                       const std::optional<demo::NamedValue>& other = {}, std::string_view slug = {});

struct ReadLink {
  demo::Run run;                          ///< its settings are complete: the defaults with what the link says
  std::optional<demo::NamedValue> other;  ///< of the second run
  std::vector<Text> complaints;           ///< what was left out, and why
};

/// Reads a fragment, with or without its `#`, also as messengers and mail hand it on: encoded again, in whole
/// or in part, with wide or HTML's separators, in other case, with punctuation or a tracker's parameter at
/// its end. `fields` must hold the defaults and hold them afterwards; a link that names another demo than
/// `slug` says so. Never throws; what cannot be used is left out and told. A fragment that is no link at all
/// (a heading of the page) gives the defaults without complaint.
ReadLink read_link(std::string_view fragment, std::span<demo::Field> fields, std::string_view slug = {});

/// Whether a fragment says a run at all, however it was encoded on its way; a heading of the page does not.
bool says_a_run(std::string_view fragment);

/// Names that a setting must not have, because a link uses them itself.
bool is_reserved_in_links(std::string_view name);

}  // namespace madang::app
