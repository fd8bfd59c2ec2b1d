#pragma once

#include <filesystem>

#include "io/bytes.h"

namespace madang::io {

/// The bytes of a file of the native build. Throws Refused naming the file where it cannot be read.
Bytes read_file(const std::filesystem::path& path);

}  // namespace madang::io
