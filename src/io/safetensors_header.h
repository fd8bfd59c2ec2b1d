#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/shape.h"
#include "core/text.h"

namespace madang::io {

enum class DataType { boolean, u8, i8, u16, i16, f16, bf16, u32, i32, f32, u64, i64, f64 };

std::size_t bytes_of(DataType type);

/// Where a tensor lies in the file.
struct TensorEntry {
  std::string name;
  DataType type = DataType::f32;
  Shape shape;
  std::size_t begin = 0;  // of its bytes, from the start of the file
  std::size_t end = 0;
  std::size_t mentioned = 0;  // the byte at which the header speaks of it
  Text unreadable = {};       // why its numbers cannot be read; empty when they can
};

/// The header of a safetensors file, held against its size: the tensors' bytes fill the rest of the file
/// without gap or overlap. Metadata may be anything, and fields that are not known are passed over. Throws
/// Refused; a tensor of another type or of more axes than are read says so itself.
///
/// A parser of its own: the header is a small corner of JSON, a message can name the byte, and a general
/// library would be the larger part of the engine's reading code.
std::vector<TensorEntry> read_safetensors_header(std::span<const std::byte> file);

/// Throws Refused: "safetensors, byte N: reason".
[[noreturn]] void refuse_safetensors(std::size_t byte, const Text& reason);

}  // namespace madang::io
