#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>

#include "app/link_text.h"
#include "app/share_link.h"

namespace madang::app {

namespace {

using demo::NamedValue;

/// Takes the part before the first of `separators` off the front of `rest`.
std::string_view next_part(std::string_view& rest, std::string_view separators) {
  const auto end = std::min(rest.find_first_of(separators), rest.size());
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

class LinkReader {
 public:
  LinkReader(std::span<demo::Field> fields, std::string_view slug) : fields_(fields), slug_(slug) {}

  ReadLink read(std::string_view fragment) {
    link_.run.settings = demo::values_of(fields_);
    const std::string mended = mended_link(fragment);
    if (!says_a_run(mended) && is_anchor(mended)) return std::move(link_);
    read_parts(mended, 0);
    keep_in_order();
    return std::move(link_);
  }

 private:
  static bool is_anchor(std::string_view fragment) {
    return fragment.find('&') == std::string_view::npos && percent_decoded(fragment).has_value();
  }

  void complain(Text text) {
    constexpr std::size_t most = 20;
    if (link_.complaints.size() < most) link_.complaints.push_back(std::move(text));
  }
  void complain_unreadable(std::string_view part) {
    complain({"링크의 " + shown_part(part) + " 부분을 읽을 수 없어 건너뛰었습니다.",
              "The part " + shown_part(part) + " of the link cannot be read and was left out."});
  }

  /// `layers`: of encoding that were taken off around these parts alone.
  void read_parts(std::string_view parts, int layers) {
    for (bool after_hash = false; !parts.empty();) {
      const auto all = parts;
      const auto part = next_part(parts, "&?#");
      const bool before_hash = part.size() < all.size() && all[part.size()] == '#';
      const bool named = part.find('=') != std::string_view::npos;
      if (named)
        read_part(part, layers, parts.empty());
      else if (!(before_hash || after_hash))  // else a place on the page
        unwrap(part, layers);
      after_hash = before_hash;
    }
  }

  void read_part(std::string_view part, int layers, bool last) {
    auto value = part;
    const auto name = name_in_link(next_part(value, "="));
    if (!name || name->empty()) return complain_unreadable(part);
    if (is_tracking(*name)) return;
    if (is_wrapped(*name, value)) return unwrap(part, layers);
    const auto before = seen_.find(*name);
    const bool again = before != seen_.end();
    if (again && before->second == value) return;  // the link was pasted twice
    const auto complaints = link_.complaints.size();
    read_value(*name, part, value, last);
    if (complaints < link_.complaints.size()) return;
    seen_[*name] = value;
    if (again)
      complain({"링크에 " + shown_part(*name) + "이(가) 두 번 있어 뒤의 것을 적용했습니다.",
                "The link names " + shown_part(*name) + " twice; the later one was applied."});
  }

  bool holds_text(const std::string& name) const {
    const auto* field = field_of(name);
    return field && std::holds_alternative<demo::Writing>(field->kind);
  }
  /// Whether the value hides further parts of the link: only a text may hold their separator.
  bool is_wrapped(const std::string& name, std::string_view value) const {
    if (name == "hand" || holds_text(name)) return false;
    return narrowed(percent_decoded(value).value_or("")).find('&') != std::string::npos;
  }

  void read_value(const std::string& name, std::string_view part, std::string_view value, bool last) {
    if (name == "hand") return read_hand(value);
    if (holds_text(name)) return read_writing(name, part, value, last);
    const auto decoded = percent_decoded(value);
    if (!decoded) return complain_unreadable(part);
    read_plain(name, part, narrowed(*decoded));
  }

  /// A program encoded the separators of this part only, or made them wide.
  void unwrap(std::string_view part, int layers) {
    constexpr int most_layers = 4;
    if (part.empty()) return;
    auto inner = narrowed(decoded_once(part));
    if (inner.starts_with("amp;")) inner.erase(0, 4);  // of &amp;, whose & was not encoded
    if (layers >= most_layers || inner == part || inner.find('=') == std::string::npos)
      return complain_unreadable(part);
    read_parts(inner, layers + 1);
  }

  void read_plain(const std::string& name, std::string_view part, const std::string& value) {
    if (name == "v")
      read_version(without_punctuation(value));
    else if (name == "demo")
      read_demo(without_punctuation(value));
    else if (name == "seed")
      read_whole(link_.run.seed, part, value);
    else if (name == "step")
      read_whole(link_.run.step, part, value);
    else
      take(name, value);
  }

  /// Text keeps what it holds. Where the link was cut off inside a character, so is the text.
  void read_writing(const std::string& name, std::string_view part, std::string_view value, bool last) {
    std::string spaced(value);
    std::ranges::replace(spaced, '+', ' ');  // forms write a space so; write_link escapes a plus
    auto text = percent_decoded(spaced);
    constexpr std::size_t longest_character = 12;  // four escapes
    for (std::size_t cut = 1; last && !text && cut < longest_character && cut <= spaced.size(); ++cut) {
      text = percent_decoded(std::string_view(spaced).substr(0, spaced.size() - cut));
      if (text) complain_cut(part);
    }
    if (!text) return complain_unreadable(part);
    take(name, *text);
  }
  void complain_cut(std::string_view part) {
    complain(
        {"링크가 " + shown_part(part) + " 부분에서 끊겼습니다. 끊긴 글자 앞까지만 적용했습니다.",
         "The link is cut off in its part " + shown_part(part) + "; the text before the cut was applied."});
  }

  void take(const std::string& name, const std::string& value) {
    if (name.starts_with(other_run))
      link_.other = check(name.substr(other_run.size()), value);
    else if (auto checked = check(name, value))
      std::ranges::find(link_.run.settings, checked->name, &NamedValue::name)->value = checked->value;
  }

  /// The name that is meant: as it stands, or in other case, or without the underscores that Markdown took.
  /// Nothing for bytes that are no name.
  std::optional<std::string> name_in_link(std::string_view part) const {
    const auto decoded = percent_decoded(part);
    if (!decoded) return {};
    auto name = narrowed(*decoded);
    if (is_reserved_in_links(name) || field_of(name)) return name;
    const auto folded = folded_name(name);
    for (const std::string reserved : {"v", "demo", "seed", "step", "hand"})
      if (folded == reserved) return reserved;
    for (const auto& field : fields_)
      for (const std::string& known : {field.name, std::string(other_run) + field.name})
        if (folded == folded_name(known)) return known;
    return name;
  }

  demo::Field* field_of(std::string_view name) const {
    if (name.starts_with(other_run)) name.remove_prefix(other_run.size());
    const auto field = std::ranges::find(fields_, name, &demo::Field::name);
    return field == fields_.end() ? nullptr : &*field;
  }

  void read_version(std::string_view value) {
    const auto number = whole_number(value);
    if (value == link_version) return;
    const bool newer = number && *number > 1;
    complain(newer ? Text{"이 링크는 더 새로운 판(" + shown_part(value) +
                              ")에서 만든 것입니다. 알아볼 수 있는 설정만 적용했습니다.",
                          "This link was made by a newer version (" + shown_part(value) +
                              "); the settings that are known were applied."}
                   : Text{"이 링크는 다른 판(" + shown_part(value) +
                              ")의 것입니다. 알아볼 수 있는 설정만 적용했습니다.",
                          "This link was made by another version (" + shown_part(value) +
                              "); the settings that are known were applied."});
  }

  void read_demo(std::string_view value) {
    if (slug_.empty() || folded_name(value) == folded_name(slug_)) return;
    complain(
        {"이 링크는 다른 데모 " + shown_part(value) + "의 것입니다. 이 데모에도 있는 설정만 적용했습니다.",
         "This link belongs to another demo, " + shown_part(value) +
             "; only the settings that this one has too were applied."});
  }

  void read_whole(std::uint64_t& target, std::string_view part, std::string_view value) {
    auto read = whole_number(value);
    if (!read) read = whole_number(without_punctuation(value));
    if (read)
      target = *read;
    else
      complain({"링크의 " + shown_part(part) + ": 0 이상의 정수여야 합니다.",
                "The link's " + shown_part(part) + ": a whole number, 0 or more, is needed."});
  }

  /// The setting as its field would hold it, or nothing and a complaint. The field keeps its default.
  std::optional<NamedValue> check(const std::string& name, const std::string& value) {
    auto* field = field_of(name);
    if (!field) {
      complain({"링크에 이 데모에 없는 설정 " + shown_part(name) + "이(가) 있어 건너뛰었습니다.",
                "The link names a setting " + shown_part(name) +
                    " that this demo does not have; it was left out."});
      return {};
    }
    const auto before = field->text();
    if (auto refused = set(*field, value)) {
      complain(std::move(*refused));
      return {};
    }
    NamedValue checked{name, field->text()};
    field->set(before);
    return checked;
  }

  /// As it stands; where that is refused, without what a sentence or a change of case did to it.
  static std::optional<Text> set(demo::Field& field, const std::string& value) {
    auto refused = field.set(value);
    if (!refused || std::holds_alternative<demo::Writing>(field.kind)) return refused;
    const std::string plain(without_punctuation(value));
    if (!field.set(plain)) return {};
    if (const auto* choice = std::get_if<demo::Choice>(&field.kind))
      for (const auto& option : choice->options)
        if (folded_name(option.name) == folded_name(plain)) return field.set(option.name);
    return refused;
  }

  void read_hand(std::string_view events) {
    link_.run.events.clear();
    const bool wrapped = events.find_first_of(":!") == std::string_view::npos;
    const std::string plain = wrapped ? decoded_once(events) : std::string(events);
    std::string_view rest = plain;
    while (!rest.empty()) read_event(next_part(rest, ";"));
  }

  void read_event(std::string_view part) {
    if (part.empty()) return;
    const auto complaints = link_.complaints.size();
    auto event = event_of(part);
    if (!event) {  // some programs encode the signs between, not the percent signs
      link_.complaints.resize(complaints);
      event = event_of(decoded_once(part));
    }
    if (!event) return complain_unreadable(part);
    if (!event->action.name.empty() || !event->settings.empty())
      link_.run.events.push_back(std::move(*event));
  }

  std::optional<demo::Event> event_of(std::string_view part) {
    const auto digits = part.find_first_of(":!");
    const auto step = whole_number(part.substr(0, digits));
    if (!step || digits == std::string_view::npos) return {};
    demo::Event event{*step, {}, {}};
    const auto rest = part.substr(digits + 1);
    if (part[digits] == '!' ? !read_action(event.action, rest) : !read_settings(event.settings, rest))
      return {};
    return event;
  }

  static bool read_action(demo::Action& action, std::string_view rest) {
    const auto name = percent_decoded(next_part(rest, ":"));
    auto numbers = next_part(rest, ":");
    const auto text = percent_decoded(rest);
    if (!name || !text) return false;
    action.name = without_punctuation(narrowed(*name));
    action.text = *text;
    while (!numbers.empty()) {
      const auto value = number_in_link(next_part(numbers, ","));
      if (!value) return false;
      action.numbers.push_back(*value);
    }
    return !action.name.empty();
  }

  static std::optional<float> number_in_link(std::string_view part) {
    if (const auto value = number(part)) return value;
    return number(without_punctuation(narrowed(percent_decoded(part).value_or(""))));
  }

  /// False when it is no list of names and values; a refused value is told and left out.
  bool read_settings(std::vector<NamedValue>& settings, std::string_view rest) {
    while (!rest.empty()) {
      const auto name = name_in_link(next_part(rest, ":"));
      const auto value = percent_decoded(next_part(rest, ":"));
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
  std::string_view slug_;
  std::map<std::string, std::string, std::less<>> seen_;  ///< what each name was given
  ReadLink link_;
};

}  // namespace

ReadLink read_link(std::string_view fragment, std::span<demo::Field> fields, std::string_view slug) {
  return LinkReader(fields, slug).read(fragment);
}

}  // namespace madang::app
