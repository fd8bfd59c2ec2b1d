#include "app/share_link.h"

#include <algorithm>
#include <charconv>

#include "app/link_text.h"

namespace madang::app {

namespace {

using demo::NamedValue;

std::string shortest(float value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string write_event(const demo::Event& event) {
  std::string written = std::to_string(event.step);
  if (event.action.name.empty()) {
    for (const auto& [name, value] : event.settings)
      written += ":" + percent_encoded(name) + ":" + percent_encoded(value);
    return written;
  }
  written += "!" + percent_encoded(event.action.name);
  if (event.action.numbers.empty() && event.action.text.empty()) return written;
  written += ":";
  for (std::size_t i = 0; i < event.action.numbers.size(); ++i)
    written += (i > 0 ? "," : "") + shortest(event.action.numbers[i]);
  if (!event.action.text.empty()) written += ":" + percent_encoded(event.action.text);
  return written;
}

/// So that a reader knows what a program on the way did to the link: a stop or a line at its end would be the
/// sentence's that it stands in, and escapes of percent signs alone those of a program that encoded it again.
void make_unmistakable(std::string& link) {
  if (link.ends_with('.') || link.ends_with('-') || link.ends_with('_')) {
    const char last = link.back();
    link.pop_back();
    link += last == '.' ? "%2E" : last == '-' ? "%2D" : "%5F";
  }
  if (looks_encoded_twice(link)) link.replace(0, 1, "%76");  // the v of the version
}

}  // namespace

bool says_a_run(std::string_view fragment) { return mended_link(fragment).find('=') != std::string::npos; }

bool is_reserved_in_links(std::string_view name) {
  return name == "v" || name == "demo" || name == "seed" || name == "step" || name == "hand";
}

std::string write_link(const demo::Run& run, std::span<const NamedValue> defaults,
                       const std::optional<NamedValue>& other, std::string_view slug) {
  std::string link = "v=" + std::string(link_version) + "&seed=" + std::to_string(run.seed);
  if (run.step > 0) link += "&step=" + std::to_string(run.step);
  for (const auto& value : run.settings)
    if (std::ranges::find(defaults, value) == defaults.end())
      link += "&" + percent_encoded(value.name) + "=" + percent_encoded(value.value);
  if (other)
    link += "&" + std::string(other_run) + percent_encoded(other->name) + "=" + percent_encoded(other->value);
  for (std::size_t i = 0; i < run.events.size(); ++i)
    link += (i == 0 ? "&hand=" : ";") + write_event(run.events[i]);
  if (!slug.empty()) link += "&demo=" + percent_encoded(slug);
  make_unmistakable(link);
  return link;
}

}  // namespace madang::app
