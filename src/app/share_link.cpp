#include "app/share_link.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace madang::app {

namespace {

using demo::NamedValue;

constexpr std::string_view version = "1";
/// Before the name of a setting: its value in the second run. No setting's name has a dot.
constexpr std::string_view of_other = "b.";

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

/// Percent-encoding of RFC 3986, section 2.1, for everything but unreserved characters.
std::string encode(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (unreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// How many bytes the UTF-8 character at the front of `text` takes; 0 when it is none (RFC 3629, section 4).
std::size_t character_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && at(1) < 0xA0;
    const bool surrogate = first == 0xED && at(1) > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && at(1) < 0x90;
    const bool beyond = first == 0xF4 && at(1) > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// Nothing for a broken escape, text that is not UTF-8, or one that hides a zero byte.
std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return {};
    const int high = hexadecimal(text[i + 1]), low = hexadecimal(text[i + 2]);
    if (high < 0 || low < 0) return {};
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  for (std::string_view rest = decoded; !rest.empty();) {
    const auto length = rest.front() == '\0' ? 0 : character_length(rest);
    if (length == 0) return {};
    rest.remove_prefix(length);
  }
  return decoded;
}

/// Takes the part before `separator` off the front of `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::optional<float> number(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.empty() || text.size() > longest) return {};
  const std::string copy(text);  // strtof wants a terminated string
  char* end = nullptr;
  const float value = std::strtof(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return {};
  return value;
}

std::string shortest(float value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

/// What a message may show of a part of a link: the start of it, as it stands there, plain ASCII.
std::string shown(std::string_view part) {
  constexpr std::size_t most = 40;
  const auto start = encode(part.substr(0, most));
  return "'" + start.substr(0, most) + (start.size() > most || part.size() > most ? "…'" : "'");
}

std::string write_event(const demo::Event& event) {
  std::string written = std::to_string(event.step);
  if (event.action.name.empty()) {
    for (const auto& [name, value] : event.settings) written += ":" + encode(name) + ":" + encode(value);
    return written;
  }
  written += "!" + encode(event.action.name);
  if (event.action.numbers.empty() && event.action.text.empty()) return written;
  written += ":";
  for (std::size_t i = 0; i < event.action.numbers.size(); ++i)
    written += (i > 0 ? "," : "") + shortest(event.action.numbers[i]);
  if (!event.action.text.empty()) written += ":" + encode(event.action.text);
  return written;
}

class LinkReader {
 public:
  explicit LinkReader(std::span<demo::Field> fields) : fields_(fields) {}

  ReadLink read(std::string_view fragment) {
    if (fragment.starts_with('#')) fragment.remove_prefix(1);
    link_.run.settings = demo::values_of(fields_);
    if (fragment.find('=') == std::string_view::npos && is_anchor(fragment)) return std::move(link_);
    while (!fragment.empty()) read_part(next_part(fragment, '&'));
    keep_in_order();
    return std::move(link_);
  }

 private:
  static bool is_anchor(std::string_view fragment) {
    return fragment.find('&') == std::string_view::npos && decode(fragment).has_value();
  }

  void complain(Text text) {
    constexpr std::size_t most = 20;
    if (link_.complaints.size() < most) link_.complaints.push_back(std::move(text));
  }
  void complain_unreadable(std::string_view part) {
    complain({"링크의 " + shown(part) + " 부분을 읽을 수 없어 건너뛰었습니다.",
              "The part " + shown(part) + " of the link cannot be read and was left out."});
  }

  void read_part(std::string_view part) {
    if (part.empty()) return;
    auto rest = part;
    const auto name = next_part(rest, '=');
    if (name == "hand") {
      while (!rest.empty()) read_event(next_part(rest, ';'));
      return;
    }
    const auto value = decode(rest);
    if (!value || !decode(name) || name.size() + 1 > part.size()) return complain_unreadable(part);
    if (name == "v")
      read_version(*value);
    else if (name == "seed")
      read_whole(link_.run.seed, part, *value);
    else if (name == "step")
      read_whole(link_.run.step, part, *value);
    else if (name.starts_with(of_other))
      link_.other = check(*decode(name.substr(of_other.size())), *value);
    else if (auto checked = check(*decode(name), *value))
      std::ranges::find(link_.run.settings, checked->name, &NamedValue::name)->value = checked->value;
  }

  void read_version(std::string_view value) {
    if (value == version) return;
    complain({"이 링크는 다른 판(" + shown(value) + ")의 것입니다. 알아볼 수 있는 설정만 적용했습니다.",
              "This link was made by another version (" + shown(value) +
                  "); the settings that are known were applied."});
  }

  void read_whole(std::uint64_t& target, std::string_view part, std::string_view value) {
    if (const auto read = whole_number(value))
      target = *read;
    else
      complain({"링크의 " + shown(part) + ": 0 이상의 정수여야 합니다.",
                "The link's " + shown(part) + ": a whole number, 0 or more, is needed."});
  }

  /// The setting as its field would hold it, or nothing and a complaint. The field keeps its default.
  std::optional<NamedValue> check(const std::string& name, const std::string& value) {
    const auto field = std::ranges::find(fields_, name, &demo::Field::name);
    if (field == fields_.end()) {
      complain(
          {"링크에 이 데모에 없는 설정 " + shown(name) + "이(가) 있어 건너뛰었습니다.",
           "The link names a setting " + shown(name) + " that this demo does not have; it was left out."});
      return {};
    }
    const auto before = field->text();
    if (auto refused = field->set(value)) {
      complain(std::move(*refused));
      return {};
    }
    NamedValue checked{name, field->text()};
    field->set(before);
    return checked;
  }

  void read_event(std::string_view part) {
    if (part.empty()) return;
    const auto digits = part.find_first_of(":!");
    const auto step = whole_number(part.substr(0, digits));
    if (!step || digits == std::string_view::npos) return complain_unreadable(part);
    demo::Event event{*step, {}, {}};
    const auto rest = part.substr(digits + 1);
    if (part[digits] == '!' ? !read_action(event.action, rest) : !read_settings(event.settings, rest))
      return complain_unreadable(part);
    if (!event.action.name.empty() || !event.settings.empty()) link_.run.events.push_back(std::move(event));
  }

  bool read_action(demo::Action& action, std::string_view rest) {
    const auto name = decode(next_part(rest, ':'));
    auto numbers = next_part(rest, ':');
    const auto text = decode(rest);
    if (!name || name->empty() || !text) return false;
    action.name = *name;
    action.text = *text;
    while (!numbers.empty()) {
      const auto value = number(next_part(numbers, ','));
      if (!value) return false;
      action.numbers.push_back(*value);
    }
    return true;
  }

  /// False when it is no list of names and values; a refused value is told and left out.
  bool read_settings(std::vector<NamedValue>& settings, std::string_view rest) {
    while (!rest.empty()) {
      const auto name = decode(next_part(rest, ':'));
      const auto value = decode(next_part(rest, ':'));
      if (!name || name->empty() || !value) return false;
      if (auto checked = check(*name, *value)) settings.push_back(std::move(*checked));
    }
    return true;
  }

  /// Events come in order of their steps, and none after the end.
  void keep_in_order() {
    auto& events = link_.run.events;
    std::ranges::stable_sort(events, {}, &demo::Event::step);
    const auto late = [&](const demo::Event& event) { return event.step > link_.run.step; };
    if (std::erase_if(events, late) > 0)
      complain({"링크에 마지막 단계보다 뒤에 일어난 일이 있어 건너뛰었습니다.",
                "The link tells of things that happened after its last step; they were left out."});
  }

  std::span<demo::Field> fields_;
  ReadLink link_;
};

}  // namespace

bool is_reserved_in_links(std::string_view name) {
  return name == "v" || name == "seed" || name == "step" || name == "hand";
}

std::string write_link(const demo::Run& run, std::span<const NamedValue> defaults,
                       const std::optional<NamedValue>& other) {
  std::string link = "v=" + std::string(version) + "&seed=" + std::to_string(run.seed);
  if (run.step > 0) link += "&step=" + std::to_string(run.step);
  for (const auto& value : run.settings)
    if (std::ranges::find(defaults, value) == defaults.end())
      link += "&" + encode(value.name) + "=" + encode(value.value);
  if (other) link += "&" + std::string(of_other) + encode(other->name) + "=" + encode(other->value);
  for (std::size_t i = 0; i < run.events.size(); ++i)
    link += (i == 0 ? "&hand=" : ";") + write_event(run.events[i]);
  return link;
}

ReadLink read_link(std::string_view fragment, std::span<demo::Field> fields) {
  return LinkReader(fields).read(fragment);
}

}  // namespace madang::app
