#include "io/safetensors.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <set>

#include "core/half.h"
#include "io/refused.h"
#include "io/safetensors_header.h"
#include "io/utf8.h"

namespace madang::io {
namespace {

static_assert(std::endian::native == std::endian::little, "files are little-endian");

/// The upper half of a float.
float bfloat_to_float(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

/// convert(stored) for every number of a tensor.
template <class Stored, class Convert>
void convert_all(std::span<const std::byte> file, const TensorEntry& entry, float* out, Convert convert) {
  for (std::size_t at = entry.begin; at < entry.end; at += sizeof(Stored)) {
    Stored stored;
    std::memcpy(&stored, file.data() + at, sizeof stored);
    *out++ = convert(stored);
  }
}

/// Throws Refused where no float is the integer.
template <class Integer>
float exactly(Integer integer) {
  const float number = static_cast<float>(integer);
  // Rounding may lead just beyond the type's range, where casting back is undefined.
  const float beyond = std::ldexp(1.0f, std::numeric_limits<Integer>::digits);
  if (number < beyond && static_cast<Integer>(number) == integer) return number;
  const std::string digits = std::to_string(integer);
  throw Refused({"정수 " + digits + "은(는) float로 정확히 나타낼 수 없습니다.",
                 "the integer " + digits + " is none that a float holds exactly."});
}

void read_numbers(std::span<const std::byte> file, const TensorEntry& entry, float* out) {
  const auto integers = [&]<class Integer>(Integer) {
    convert_all<Integer>(file, entry, out, exactly<Integer>);
  };
  const auto floats = [&]<class Stored>(Stored, auto convert) {
    convert_all<Stored>(file, entry, out, convert);
  };
  const auto same = [](auto number) { return static_cast<float>(number); };
  switch (entry.type) {
    case DataType::boolean:
      return floats(std::uint8_t{}, [](std::uint8_t byte) { return byte ? 1.0f : 0.0f; });
    case DataType::f16:
      return floats(std::uint16_t{}, float_of_half);
    case DataType::bf16:
      return floats(std::uint16_t{}, bfloat_to_float);
    case DataType::f32:
      return floats(float{}, same);
    case DataType::f64:
      return floats(double{}, same);
    case DataType::u8:
      return integers(std::uint8_t{});
    case DataType::i8:
      return integers(std::int8_t{});
    case DataType::u16:
      return integers(std::uint16_t{});
    case DataType::i16:
      return integers(std::int16_t{});
    case DataType::u32:
      return integers(std::uint32_t{});
    case DataType::i32:
      return integers(std::int32_t{});
    case DataType::u64:
      return integers(std::uint64_t{});
    case DataType::i64:
      return integers(std::int64_t{});
  }
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char character : name) {
    static constexpr char kDigits[] = "0123456789abcdef";
    if (character == '"' || character == '\\') text += '\\';
    if (static_cast<unsigned char>(character) >= 0x20) {
      text += character;
    } else {
      text += std::string("\\u00") + kDigits[character >> 4] + kDigits[character & 15];
    }
  }
  return text + '"';
}

std::string header_of(std::span<const NamedTensor> tensors) {
  std::set<std::string> names;
  std::string header = "{";
  std::size_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    if (first_ill_formed(name) != name.npos || name == "__metadata__")
      throw Error("write_safetensors: a tensor cannot be called '" + name + "'");
    if (!names.insert(name).second) throw Error("write_safetensors: two tensors are called '" + name + "'");
    const std::size_t end = offset + tensor.size() * sizeof(float);
    std::string shape;
    for (int dimension : tensor.shape()) shape += (shape.empty() ? "" : ",") + std::to_string(dimension);
    header += (header.size() == 1 ? "" : ",") + quoted(name) + ":{\"dtype\":\"F32\",\"shape\":[" + shape +
              "],\"data_offsets\":[" + std::to_string(offset) + "," + std::to_string(end) + "]}";
    offset = end;
  }
  header += "}";
  header.resize((header.size() + 7) / 8 * 8, ' ');  // so that the numbers are aligned
  return header;
}

}  // namespace

std::vector<NamedTensor> read_safetensors(std::span<const std::byte> file, Text* left_out) {
  std::vector<NamedTensor> tensors;
  const auto leave_out = [left_out](const Text& reason) {
    if (left_out)
      *left_out = {left_out->korean + " " + reason.korean, left_out->english + " " + reason.english};
  };
  for (TensorEntry& entry : read_safetensors_header(file)) {
    if (!entry.unreadable.empty()) {
      leave_out(entry.unreadable);
      continue;
    }
    Tensor tensor = Tensor::uninitialized(entry.shape);
    try {
      read_numbers(file, entry, tensor.mutable_data());
    } catch (const Refused& refused) {
      leave_out({"'" + entry.name + "': " + refused.reason().korean,
                 "'" + entry.name + "': " + refused.reason().english});
      continue;
    }
    tensors.push_back({std::move(entry.name), std::move(tensor)});
  }
  return tensors;
}

Bytes write_safetensors(std::span<const NamedTensor> tensors) {
  const std::string header = header_of(tensors);
  const auto length = static_cast<std::uint64_t>(header.size());
  std::size_t size = sizeof length + header.size();
  for (const NamedTensor& named : tensors) size += named.tensor.size() * sizeof(float);
  Bytes file(size);
  std::byte* at = file.data();
  const auto append = [&](const void* data, std::size_t bytes) {
    if (bytes > 0) std::memcpy(at, data, bytes);
    at += bytes;
  };
  append(&length, sizeof length);
  append(header.data(), header.size());
  for (const NamedTensor& named : tensors) append(named.tensor.data(), named.tensor.size() * sizeof(float));
  return file;
}

}  // namespace madang::io
