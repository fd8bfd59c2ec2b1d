// A file that announces more than it holds is refused before memory is taken for it.
#include <doctest/doctest.h>

#include <string>

#include "data/image_set.h"
#include "demo/message.h"
#include "io/csv.h"
#include "io/file_text.h"
#include "io/idx.h"
#include "io/refused.h"
#include "support/heap.h"

using namespace madang;

namespace {

/// The largest piece of memory that is asked for while something is read or refused.
template <class Read>
std::size_t largest_bytes(Read read) {
  test::heap.largest_bytes = 0;
  try {
    read();
  } catch (const io::Refused&) {
  } catch (const io::Malformed&) {
  }
  return test::heap.largest_bytes;
}

io::Bytes repeated(std::initializer_list<int> numbers, std::size_t times) {
  io::Bytes bytes;
  for (std::size_t i = 0; i < times; ++i)
    for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
  return bytes;
}

constexpr std::size_t message_bytes = 600;  // what composing a reason may take

}  // namespace

TEST_CASE("allocation: an IDX file of 16 bytes that announces 2^96 values") {
  const auto file = repeated({0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, 1);
  std::size_t offset = 0;
  CHECK(largest_bytes([&] { io::read_idx(file, offset); }) < message_bytes);
  CHECK(largest_bytes([&] { data::read_image_set(file); }) < message_bytes);
}

TEST_CASE("allocation: a large IDX file is not copied") {
  auto file = repeated({0, 0, 8, 1, 0, 16, 0, 0}, 1);
  file.resize(8 + (1 << 20));
  std::size_t offset = 0;
  CHECK(largest_bytes([&] { io::read_idx(file, offset); }) < message_bytes);
  CHECK(offset == file.size());
}

TEST_CASE("allocation: messages of garbage lengths") {
  for (const int byte : {0x7F, 0xFF, 0x10, 0x01}) {
    const auto message = repeated({byte}, 300);
    CHECK(largest_bytes([&] { io::from_bytes<demo::Command>(message); }) <= 300 + message_bytes);
  }
}

TEST_CASE("allocation: a table that is refused takes no more than its text") {
  std::string rows;
  for (int i = 0; i < 200'000; ++i) rows += "1,2,0\n";
  CHECK(largest_bytes([&] { io::read_csv(rows, {.most_rows = 10}); }) < 4 * message_bytes);
  CHECK(largest_bytes([&] { io::read_csv(std::string_view(rows).substr(0, 6000)); }) <
        1001 * sizeof(std::vector<std::string>) * 2);
  const std::string quote = "\"" + std::string(1 << 20, 'x');
  CHECK(largest_bytes([&] { io::read_csv(quote); }) <= 2 * quote.size());  // a growing string doubles
  CHECK(largest_bytes([&] { io::text_of_file(rows); }) <= rows.size() + message_bytes);
}
