#include "io/bytes.h"

#include <doctest/doctest.h>

#include "core/matrix.h"
#include "demo/message.h"

using namespace madang;

namespace {

struct Sample {
  bool flag = false;
  std::int32_t count = 0;
  double real = 0;
  std::string text;
  std::vector<float> curve;
  std::vector<std::string> tokens;
  std::vector<Matrix> heads;

  template <class Visitor>
  void visit(Visitor& v) {
    v(flag, count, real, text, curve, tokens, heads);
  }
};

Sample sample() {
  return {true, -7, 0.25, "한글 🙂", {1, 2, 3}, {"a", "", "나"}, {Matrix{2, 2, {1, 2, 3, 4}}, Matrix{}}};
}

}  // namespace

TEST_CASE("bytes: what was written is read back") {
  Sample before = sample();
  const auto after = io::from_bytes<Sample>(io::to_bytes(before));
  CHECK(after.flag);
  CHECK(after.count == -7);
  CHECK(after.real == 0.25);
  CHECK(after.text == before.text);
  CHECK((after.curve == before.curve));
  CHECK((after.tokens == before.tokens));
  REQUIRE(after.heads.size() == 2);
  CHECK((after.heads[0].values == before.heads[0].values));
  CHECK(after.heads[1].empty());
}

TEST_CASE("bytes: every truncation is refused, none reads past the end") {
  Sample before = sample();
  const auto bytes = io::to_bytes(before);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(io::from_bytes<Sample>(std::span(bytes).first(size)), io::Malformed);
}

TEST_CASE("bytes: an announced length larger than the input is refused before anything is allocated") {
  Sample before;
  auto bytes = io::to_bytes(before);
  const std::size_t text_length = 1 + 4 + 8;
  for (std::size_t i = 0; i < 4; ++i) bytes[text_length + i] = std::byte{0xFF};
  try {
    io::from_bytes<Sample>(bytes);
    FAIL("accepted");
  } catch (const io::Malformed& malformed) {
    CHECK(std::string(malformed.what()).find("offset 17") != std::string::npos);  // behind the length
  }
}

TEST_CASE("bytes: a frame carries its run, events and picture") {
  demo::Frame frame;
  frame.run.settings = {{"heads", "4"}};
  frame.run.seed = 0xFFFFFFFFFFFFFFFFull;
  frame.run.events = {{12, {}, {"edit", {1, 2, 0.5f}, ""}}};
  frame.notice = {"멈춤", "Paused"};
  frame.snapshot = {std::byte{1}, std::byte{2}};
  const auto after = io::from_bytes<demo::Frame>(io::to_bytes(frame));
  CHECK((after.run.settings == frame.run.settings));
  CHECK(after.run.seed == frame.run.seed);
  REQUIRE(after.run.events.size() == 1);
  CHECK((after.run.events[0].action.numbers == frame.run.events[0].action.numbers));
  CHECK(after.notice.korean == "멈춤");
  CHECK((after.snapshot == frame.snapshot));
}
