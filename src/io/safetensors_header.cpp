#include "io/safetensors_header.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "io/json_cursor.h"
#include "io/refused.h"

namespace madang::io {
namespace {

constexpr std::size_t kLengthBytes = 8;

struct TypeName {
  std::string_view name;
  DataType type;
  std::size_t bytes;
};

constexpr std::array<TypeName, 13> kTypes{{{"BOOL", DataType::boolean, 1},
                                           {"U8", DataType::u8, 1},
                                           {"I8", DataType::i8, 1},
                                           {"U16", DataType::u16, 2},
                                           {"I16", DataType::i16, 2},
                                           {"F16", DataType::f16, 2},
                                           {"BF16", DataType::bf16, 2},
                                           {"U32", DataType::u32, 4},
                                           {"I32", DataType::i32, 4},
                                           {"F32", DataType::f32, 4},
                                           {"U64", DataType::u64, 8},
                                           {"I64", DataType::i64, 8},
                                           {"F64", DataType::f64, 8}}};

/// Reads {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"key":
/// "value", …}}. Other writers have other metadata (null, numbers) and more fields.
class HeaderParser {
 public:
  HeaderParser(std::string_view file, std::size_t end)
      : file_size_(file.size()), data_(end), json_(file, kLengthBytes, end) {}

  std::vector<TensorEntry> parse() {
    std::vector<TensorEntry> entries;
    json_.object([&](const std::string& name, std::size_t at) {
      if (name == "__metadata__") {
        json_.skip();
      } else {
        entries.push_back(entry(name, at));
      }
    });
    json_.finish();
    return entries;
  }

 private:
  TensorEntry entry(const std::string& name, std::size_t mentioned) {
    TensorEntry result;
    result.name = name;
    result.mentioned = mentioned;
    int found = 0;
    json_.object([&](const std::string& key, std::size_t) {
      ++found;
      if (key == "dtype") {
        type(result);
      } else if (key == "shape") {
        shape(result);
      } else if (key == "data_offsets") {
        range(result);
      } else {
        --found;
        json_.skip();
      }
    });
    if (found != 3)
      refuse_safetensors(mentioned, {"'" + name + "'에 dtype, shape, data_offsets 가운데 빠진 것이 있습니다.",
                                     "'" + name + "' lacks one of dtype, shape, data_offsets."});
    if (result.unreadable.empty()) check_size(result);
    return result;
  }

  void type(TensorEntry& entry) {
    const std::string name = json_.string();
    const auto* known = std::ranges::find(kTypes, name, &TypeName::name);
    if (known != kTypes.end())
      entry.type = known->type;
    else
      entry.unreadable = {"'" + entry.name + "'의 자료형 '" + name +
                              "'은(는) 읽지 못합니다. F32, F16, BF16, F64, 정수, BOOL을 받습니다.",
                          "'" + entry.name + "' has dtype '" + name +
                              "', which cannot be read; accepted: F32, F16, BF16, F64, integers, BOOL."};
  }

  void shape(TensorEntry& entry) {
    json_.list([&] {
      const std::size_t at = json_.position();
      const std::size_t size = json_.number();
      if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        refuse_safetensors(at, {"축이 너무 깁니다.", "the dimension is too large."});
      if (entry.shape.rank() < Shape::max_rank)
        entry.shape.push_back(static_cast<int>(size));
      else
        entry.unreadable = {"'" + entry.name + "'의 축이 너무 많습니다. 축은 6개까지 받습니다.",
                            "'" + entry.name + "' has too many dimensions; at most 6 are accepted."};
    });
  }

  void range(TensorEntry& entry) {
    const std::size_t at = json_.position(), available = file_size_ - data_;
    std::array<std::size_t, 2> offsets{};
    std::size_t count = 0;
    json_.list([&] {
      const std::size_t offset = json_.number();
      if (count < 2) offsets[count] = offset;
      ++count;
    });
    const auto [begin, end] = offsets;
    if (count != 2 || begin > end || end > available)
      refuse_safetensors(
          at, {"data_offsets는 0부터 " + std::to_string(available) + "까지의 [시작, 끝]이어야 합니다.",
               "data_offsets must be [begin, end] within 0 … " + std::to_string(available) + "."});
    entry.begin = data_ + begin;
    entry.end = data_ + end;
  }

  void check_size(const TensorEntry& entry) const {
    const std::size_t present = entry.end - entry.begin;
    // No factor may overflow the product: once it is larger than the file it stays so.
    std::size_t wanted = std::ranges::count(entry.shape, 0) > 0 ? 0 : bytes_of(entry.type);
    for (int dimension : entry.shape) {
      if (wanted > file_size_) break;
      const auto factor = static_cast<std::size_t>(dimension);
      wanted = wanted > 0 && factor > file_size_ / wanted ? file_size_ + 1 : wanted * factor;
    }
    if (wanted == present) return;
    const std::string shape = entry.shape.to_string(), bytes = std::to_string(present);
    refuse_safetensors(entry.mentioned,
                       {"'" + entry.name + "' 모양 " + shape + "와 바이트 수 " + bytes + "가 맞지 않습니다.",
                        "'" + entry.name + "': shape " + shape + " does not match its " + bytes + " bytes."});
  }

  std::size_t file_size_;
  std::size_t data_;  // where the tensors' bytes start
  JsonCursor json_;
};

/// The tensors' bytes follow each other from the end of the header to the end of the file.
void check_coverage(const std::vector<TensorEntry>& entries, std::size_t data, std::size_t file_size) {
  std::vector<const TensorEntry*> sorted;
  for (const TensorEntry& entry : entries) sorted.push_back(&entry);
  std::ranges::sort(sorted, {}, [](const TensorEntry* entry) { return std::pair(entry->begin, entry->end); });
  std::size_t at = data;
  for (const TensorEntry* entry : sorted) {
    if (entry->begin != at)
      refuse_safetensors(entry->mentioned,
                         {"'" + entry->name + "' 값이 앞 텐서에 이어지지 않습니다(틈이나 겹침).",
                          "the bytes of '" + entry->name + "' leave a gap or overlap those before."});
    at = entry->end;
  }
  if (at != file_size)
    refuse_safetensors(
        at, {"어느 텐서에도 속하지 않는 바이트가 남아 있습니다.", "bytes that belong to no tensor."});
}

}  // namespace

std::size_t bytes_of(DataType type) { return std::ranges::find(kTypes, type, &TypeName::type)->bytes; }

std::vector<TensorEntry> read_safetensors_header(std::span<const std::byte> file) {
  if (file.size() < kLengthBytes)
    refuse_safetensors(file.size(), {"파일이 끝났습니다. 머리말 길이 8바이트가 있어야 합니다.",
                                     "the file ends within the 8 bytes of the header's length."});
  std::uint64_t length = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;) length = length << 8 | static_cast<std::uint64_t>(file[i]);
  if (length > file.size() - kLengthBytes)
    refuse_safetensors(0, {"머리말 길이 " + std::to_string(length) + "바이트는 파일보다 깁니다.",
                           "a header of " + std::to_string(length) + " bytes is longer than the file."});
  const std::size_t end = kLengthBytes + static_cast<std::size_t>(length);
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  std::vector<TensorEntry> entries = HeaderParser(text, end).parse();
  check_coverage(entries, end, file.size());
  return entries;
}

void refuse_safetensors(std::size_t byte, const Text& reason) { throw Refused(at_byte(byte, reason)); }

}  // namespace madang::io
