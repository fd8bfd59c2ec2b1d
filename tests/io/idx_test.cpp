#include "io/idx.h"

#include <doctest/doctest.h>

#include <string>

#include "io/bytes.h"
#include "io/refused.h"

using namespace madang;

namespace {

io::Bytes bytes_of(std::initializer_list<int> numbers) {
  io::Bytes bytes;
  for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
  return bytes;
}

std::string reason_of(std::initializer_list<int> numbers, std::size_t offset = 0) {
  const auto file = bytes_of(numbers);
  try {
    io::read_idx(file, offset);
  } catch (const io::Refused& refused) {
    CHECK(refused.reason().korean.find("번째 바이트") != std::string::npos);
    return refused.reason().english;
  }
  return "";
}

}  // namespace

TEST_SUITE("io: idx") {
  TEST_CASE("idx: arrays one after another, values where they lie in the file") {
    const auto file = bytes_of({0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 255,  // 2 x 3
                                0, 0, 8, 1, 0, 0, 0, 1, 7});
    std::size_t offset = 0;
    const auto first = io::read_idx(file, offset);
    CHECK(first.sizes == std::vector<std::size_t>{2, 3});
    CHECK(std::vector<int>(first.values.begin(), first.values.end()) ==
          std::vector<int>{10, 11, 12, 13, 14, 255});
    CHECK(first.values.data() == reinterpret_cast<const std::uint8_t*>(file.data()) + 12);
    CHECK(offset == 18);
    CHECK(io::read_idx(file, offset).values[0] == 7);
    CHECK(offset == file.size());
  }

  TEST_CASE("idx: an empty axis makes an empty array") {
    const auto file = bytes_of({0, 0, 8, 2, 0, 0, 0, 0, 255, 255, 255, 255});
    std::size_t offset = 0;
    CHECK(io::read_idx(file, offset).values.empty());
    CHECK(offset == 12);
  }

  TEST_CASE("idx: what is wrong is told with its offset") {
    CHECK(reason_of({}).find("byte 0: The start of the header takes 4 bytes and 0 are left") !=
          std::string::npos);
    CHECK(reason_of({1, 0, 8, 1}).find("byte 0: Not 0") != std::string::npos);
    CHECK(reason_of({0, 9, 8, 1}).find("byte 1: Not 0") != std::string::npos);
    CHECK(reason_of({0, 0, 13, 1}).find("byte 2: Type 13") != std::string::npos);
    CHECK(reason_of({0, 0, 8, 0}).find("byte 3: It has 0 axes") != std::string::npos);
    CHECK(reason_of({0, 0, 8, 5}).find("byte 3: It has 5 axes") != std::string::npos);
    CHECK(reason_of({0, 0, 8, 2, 0, 0, 0, 1}).find("byte 4: The list of sizes takes 8 bytes and 4") !=
          std::string::npos);
    CHECK(reason_of({0, 0, 8, 1, 0, 0, 0, 3, 1, 2}).find("byte 8: The list of values takes 3 bytes and 2") !=
          std::string::npos);
    CHECK(reason_of({1, 2, 3}, 4).find("byte 4") != std::string::npos);
  }

  TEST_CASE("idx: announced sizes that overflow are refused before anything is allocated") {
    CHECK(reason_of({0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255})
              .find("byte 4: With size 4294967295 of axis 0") != std::string::npos);
    CHECK(reason_of({0, 0, 8, 4, 0, 0, 0, 2, 128, 0, 0, 0, 128, 0, 0, 0, 4, 0, 0, 0})
              .find("byte 8: With size 2147483648 of axis 1") != std::string::npos);
  }
}
