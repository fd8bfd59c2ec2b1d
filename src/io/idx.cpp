#include "io/idx.h"

#include <algorithm>
#include <string>

#include "io/refused.h"

namespace madang::io {

namespace {

constexpr std::size_t most_axes = 4;
constexpr std::uint8_t unsigned_byte = 8;

std::string text(std::size_t number) { return std::to_string(number); }

[[noreturn]] void refuse(std::size_t offset, const std::string& korean, const std::string& english) {
  throw Refused({"IDX 파일의 " + text(offset) + "번째 바이트: " + korean,
                 "IDX file, byte " + text(offset) + ": " + english});
}

void need(std::span<const std::byte> file, std::size_t offset, std::size_t bytes, Text what) {
  const std::size_t left = file.size() - offset;
  if (bytes <= left) return;
  refuse(offset,
         what.korean + " " + text(bytes) + "바이트가 있어야 하는데 " + text(left) + "바이트만 남았습니다.",
         what.english + " takes " + text(bytes) + " bytes and " + text(left) + " are left.");
}

std::uint8_t byte_at(std::span<const std::byte> file, std::size_t offset) {
  return std::to_integer<std::uint8_t>(file[offset]);
}

/// The rank of the array whose first four bytes stand at `offset`.
std::size_t rank_at(std::span<const std::byte> file, std::size_t offset) {
  need(file, offset, 4, {"머리말 앞부분", "The start of the header"});
  for (std::size_t i = 0; i < 2; ++i)
    if (byte_at(file, offset + i) != 0)
      refuse(offset + i, "0이어야 합니다. IDX 형식이 아닙니다.", "Not 0: this is not the IDX format.");
  const auto type = byte_at(file, offset + 2);
  if (type != unsigned_byte)
    refuse(offset + 2, "자료형 " + text(type) + "은 읽지 않습니다. 부호 없는 바이트(8)만 받습니다.",
           "Type " + text(type) + " is not read; only unsigned bytes (8) are.");
  const std::size_t rank = byte_at(file, offset + 3);
  if (rank < 1 || rank > most_axes)
    refuse(offset + 3, "축이 " + text(rank) + "개입니다. 1개에서 4개까지 받습니다.",
           "It has " + text(rank) + " axes; 1 to 4 are accepted.");
  return rank;
}

std::size_t size_at(std::span<const std::byte> file, std::size_t offset) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) size = size << 8 | byte_at(file, offset + i);
  return size;
}

}  // namespace

IdxArray read_idx(std::span<const std::byte> file, std::size_t& offset) {
  if (offset > file.size()) refuse(offset, "파일이 이미 끝났습니다.", "The file has ended before.");
  IdxArray array;
  const std::size_t rank = rank_at(file, offset);
  std::size_t at = offset + 4;
  need(file, at, 4 * rank, {"축의 크기를 적은", "The list of sizes"});
  std::size_t count = 1;
  for (std::size_t axis = 0; axis < rank; ++axis, at += 4) {
    const std::size_t size = size_at(file, at);
    array.sizes.push_back(size);
    // Kept below what the file could hold, so that the product cannot overflow.
    if (size != 0 && count > file.size() / size)
      refuse(at, "축 " + text(axis) + "의 크기가 " + text(size) + "이라 파일보다 큰 배열이 됩니다.",
             "With size " + text(size) + " of axis " + text(axis) + " the array is larger than the file.");
    count *= size;
  }
  need(file, at, count, {"값을 적은", "The list of values"});
  array.values = {reinterpret_cast<const std::uint8_t*>(file.data()) + at, count};
  offset = at + count;
  return array;
}

}  // namespace madang::io
