#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/text.h"

/// What a file is by its first bytes. Neither its name nor a media type decides.
namespace madang::io {

enum class FileKind {
  text,     ///< no other format, and no bytes that no text holds
  weights,  ///< safetensors
  pixmap,   ///< PPM, which read_pixmap takes
  picture,  ///< of a format that browsers decode, or might
  other,    ///< a known format that is not taken
  unknown,  ///< not text and not known
};

struct FileFormat {
  FileKind kind = FileKind::text;
  std::string name = {};  ///< "PNG", "HEIC"; empty for text and the unknown
};

FileFormat format_of(std::span<const std::byte> file);

/// What a file is that is not taken, and what to make of it.
Text explained_format(const FileFormat& format);

}  // namespace madang::io
