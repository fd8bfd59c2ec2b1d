#include "app/share_link.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>

#include "app/link_text.h"
#include "app/walk.h"

namespace madang::app {
namespace {

using test::WalkSettings;

ReadLink read(std::string_view fragment) {
  WalkSettings settings;
  auto fields = demo::fields_of(settings);
  return read_link(fragment, fields);
}

std::string value_in(const demo::Run& run, std::string_view name) {
  return std::ranges::find(run.settings, name, &demo::NamedValue::name)->value;
}

std::vector<demo::NamedValue> defaults() {
  WalkSettings settings;
  return demo::values_of(demo::fields_of(settings));
}

TEST_CASE("a link holds only what differs, and reads back as the same run") {
  WalkSettings settings;
  settings.stride = 0.03f;
  settings.title = "50% & #한글 = 😀;:,!";
  demo::Run run{demo::values_of(demo::fields_of(settings)), 7, 120, {}};
  run.events.push_back({3, {{"stride", "1.5"}, {"title", ""}}, {}});
  run.events.push_back({3, {}, {"edit", {1.f, -0.25f, 1e-20f}, "글:자;"}});
  run.events.push_back({120, {}, {"clear", {}, ""}});
  run.events.push_back({120, {}, {"say", {}, "a"}});
  const auto link = write_link(run, defaults());
  CHECK(link.starts_with("v=1&seed=7&step=120&stride=0.03&title=50%25%20%26"));
  CHECK(link.find("walkers") == std::string::npos);

  auto back = read("#" + link);
  CHECK(back.complaints.empty());
  CHECK(io::to_bytes(back.run) == io::to_bytes(run));
}

TEST_CASE("nothing, and a heading of the page, are no link and no complaint") {
  for (const char* fragment : {"", "#", "#formula", "%EC%88%98%EC%8B%9D"}) {
    const auto link = read(fragment);
    CHECK(link.complaints.empty());
    CHECK(link.run.settings == defaults());
    CHECK(link.run.step == 0);
    CHECK_FALSE(says_a_run(fragment));
  }
  for (const char* fragment : {"#v=1", "seed=7", "v%3D1%26seed%3D7", "v%253D1", "v＝1"})
    CHECK(says_a_run(fragment));
}

TEST_CASE("a link as messengers, mail and people hand it on is read as it was written") {
  const std::string_view link =
      "v=1&seed=7&step=120&walkers=5&ground=steep&title=50%25%20%26%20%ED%95%9C&"
      "hand=3:stride:1.5;9!edit:1,-2.5:a%3Ab";
  auto whole = read(link);
  REQUIRE(whole.complaints.empty());
  REQUIRE(value_in(whole.run, "title") == "50% & 한");
  REQUIRE(whole.run.events.size() == 2);
  const std::string once = percent_encoded(link), twice = percent_encoded(once);
  std::string lower = once, html(link), html_twice(link), numeric(link), mail(link);
  for (auto& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace(html, "&", "&amp;");
  replace(html_twice, "&", "&amp;amp;");
  replace(numeric, "&", "&#38;");
  replace(mail, "=", "=3D");
  std::string percents(link), separators(link);
  replace(percents, "%", "%25");
  for (const char* separator : {"!", ":", ",", ";"})
    replace(separators, separator, percent_encoded(separator));
  const std::string end(link);
  for (const std::string& mangled : {once,
                                     twice,
                                     lower,
                                     html,
                                     html_twice,
                                     numeric,
                                     mail,
                                     percents,
                                     separators,
                                     "#/" + end,
                                     "!" + end,
                                     end + ".",
                                     end + ").",
                                     end + ",",
                                     end + "\"",
                                     end + "&fbclid=IwAR2x",
                                     end + "?utm_source=talk&utm_medium=x",
                                     end + "#formula",
                                     end + ":~:text=loss",
                                     end + "&",
                                     "&" + end,
                                     "\r\n " + end + " ",
                                     end + "#" + end,
                                     "v=1&amp%3Bseed%3D7&" + end}) {
    CAPTURE(mangled);
    auto back = read(mangled);
    CHECK(back.complaints.empty());
    CHECK(io::to_bytes(back.run) == io::to_bytes(whole.run));
  }
}

TEST_CASE("numbers and names in a link are read through what stands around them") {
  for (const std::string_view mangled : {"v=1&seed=7&walkers=5",
                                         "seed=7&walkers=5",
                                         "V=1&Seed=7&WALKERS=5",
                                         "v%3D1&seed%3D7&walkers%3D5",
                                         "v=1%26seed%3D7%26walkers%3D5",
                                         "v=1&seed=7%26walkers%3D5",
                                         "v＝1＆seed＝7＆walkers＝5",
                                         "v%EF%BC%9D1%EF%BC%86seed%EF%BC%9D7%EF%BC%86walkers%EF%BC%9D5",
                                         "v=1＆seed＝7＆walkers＝5",
                                         "v=1&seed=７&walkers=５",
                                         "v=1&se\xE2\x80\x8B"
                                         "ed=7&walk%E2%80%8Bers=%205%20",
                                         "v=1&seed=7&walkers=5%E2%80%8B",
                                         "v=1&see%0Ad=7&walkers=5%0D%0A",
                                         "v=1&seed=7&walkers=5%22",
                                         "v=1&seed=7&walkers=5%EB%A5%BC",
                                         "v=1&seed=7&walkers=5%E3%80%82",
                                         "v=1&seed=7&walkers=5:",
                                         "v=1&seed=7&walkers=5*",
                                         "v=1;&seed=7&walkers=5",
                                         "v=1&seed=7&&walkers=5&",
                                         "v=1?seed=7?walkers=5",
                                         "v%253D1%2526seed%253D7%2526walkers%253D5",
                                         "v%25253D1%252526seed%25253D7%252526walkers%25253D5"}) {
    CAPTURE(mangled);
    const auto link = read(mangled);
    CHECK(link.complaints.empty());
    CHECK(link.run.seed == 7);
    CHECK(value_in(link.run, "walkers") == "5");
  }
  CHECK(value_in(read("ground=STEEP").run, "ground") == "steep");
  CHECK(value_in(read("stride=1e%2B0").run, "stride") == "1");
  CHECK(value_in(read("title=two+words%2B").run, "title") == "two words+");
  CHECK(value_in(read("title=a%26seed%3D9").run, "title") == "a&seed=9");  // a text may hold anything
  CHECK(read("B.Stride=2").other == demo::NamedValue{"stride", "2"});
}

TEST_CASE("a link that was cut off, is newer or of another demo says so and keeps the rest") {
  const auto complaint_of = [](std::string_view fragment) {
    WalkSettings settings;
    auto fields = demo::fields_of(settings);
    const auto link = read_link(fragment, fields, "walk");
    CHECK(value_in(link.run, "walkers") == "5");
    CHECK(link.complaints.size() == 1);
    return link.complaints.empty() ? std::string() : link.complaints.front().english;
  };
  CHECK(complaint_of("v=1&walkers=5&gro").find("'gro'") != std::string::npos);
  CHECK(complaint_of("v=1&walkers=5&title=%ED%95%9C%EA%B8").find("cut off") != std::string::npos);
  CHECK(complaint_of("v=1&walkers=5&title=%ED%95%9C%E").find("cut off") != std::string::npos);
  CHECK(complaint_of("v%3D1%26walkers%3D5%26title%3D%25ED%259").find("cut off") != std::string::npos);
  CHECK(complaint_of("v=2&walkers=5").find("newer version ('2')") != std::string::npos);
  CHECK(complaint_of("v=0.9&walkers=5").find("another version") != std::string::npos);
  CHECK(complaint_of("v=1&walkers=5&demo=rnn").find("another demo, 'rnn'") != std::string::npos);
  CHECK(complaint_of("v=1&walkers=4&walkers=5").find("twice") != std::string::npos);
  CHECK(complaint_of("v=1&walkers=5&demo=Walk&x=1").find("'x'") != std::string::npos);
  CHECK(value_in(read("v=1&title=%ED%95%9C%EA%B8").run, "title") == "한");
}

TEST_CASE("what is written cannot be mistaken for a link that something was done to") {
  for (const char* title : {"ends.", "a-", "b_", "%41", "100%25", "＆seed＝3", "", " ", "x:", "a=b&c=d"}) {
    CAPTURE(title);
    WalkSettings settings;
    settings.title = title;
    const auto link = write_link({demo::values_of(demo::fields_of(settings)), 1, 0, {}}, defaults());
    const auto back = read(link);
    CHECK(back.complaints.empty());
    CHECK(value_in(back.run, "title") == title);
    CHECK(value_in(read(link + ".").run, "title") == title);
    CHECK(value_in(read(percent_encoded(link)).run, "title") == title);
  }
  demo::Run run{defaults(), 1, 0, {}};
  CHECK(write_link(run, defaults(), {}, "walk") == "v=1&seed=1&demo=walk");
}

TEST_CASE("what is wrong in a link is told, the rest is applied") {
  const char* const bad[] = {
      "v=2",
      "colour=red",
      "stride=1e9",
      "stride=nan",
      "walkers=-1",
      "walkers=2.5",
      "drift=yes",
      "ground=",
      "seed=-1",
      "seed=1e3",
      "step=",
      "step=99999999999999999999",
      "%",
      "title=%F0%28",
      "title=%ZZ",
      "title=%ED%A0%80",
      "title=%00",
      "=",
      "hand=x",
      "hand=3",
      "hand=3!",
      "hand=3!edit:1,x",
      "hand=3!edit:inf",
      "hand=3:stride:99",
      "hand=3:nope:1",
      "hand=99999!clear",
      "stride%3D=1",
      "seed",
      "hand=3:%FF:1",
      "\xff\xfe\x01",
  };
  for (const std::string_view part : bad) {
    CAPTURE(part);
    const auto link = read("v=1&walkers=5&step=4&" + std::string(part) + "&drift=1");
    CHECK(link.complaints.size() == 1);
    for (const auto& complaint : link.complaints) {
      CHECK_FALSE(complaint.korean.empty());
      CHECK_FALSE(complaint.english.empty());
    }
    CHECK(value_in(link.run, "walkers") == "5");
    CHECK(value_in(link.run, "drift") == "1");
    CHECK(value_in(link.run, "stride") == "0.5");
  }
}

TEST_CASE("a flood of nonsense gives a handful of complaints and takes no more room than it has itself") {
  std::string flood;
  for (int i = 0; i < 20'000; ++i) flood += "&nonsense" + std::to_string(i) + "=%";
  flood +=
      "&title=" + std::string(100'000, 'x') + "&hand=" + std::string(100'000, ';') + std::string(50'000, '7');
  const auto link = read(flood);
  CHECK(link.complaints.size() <= 20);
  CHECK(link.run.events.empty());
  CHECK(link.run.settings == defaults());
  for (const auto& complaint : link.complaints) CHECK(complaint.english.size() < 400);
}

TEST_CASE("random bytes never throw") {
  std::uint64_t state = 20;
  const std::string_view pieces[] = {"v=", "&", "=",      "%", "hand=", "!",  ":",
                                     ";",  ",", "stride", "1", "\xEC",  "\0", "e9"};
  for (int round = 0; round < 3000; ++round) {
    std::string fragment;
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      fragment += pieces[(state >> 33) % std::size(pieces)];
    }
    CHECK_NOTHROW(read(fragment));
  }
}

TEST_CASE("events of a link come back in the order of their steps") {
  const auto link = read("v=1&step=9&hand=5!b;2!a;5!c");
  REQUIRE(link.run.events.size() == 3);
  CHECK(link.run.events[0].action.name == "a");
  CHECK(link.run.events[1].action.name == "b");
  CHECK(link.run.events[2].action.name == "c");
}

}  // namespace
}  // namespace madang::app
