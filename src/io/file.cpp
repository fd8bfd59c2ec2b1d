#include "io/file.h"

#include <fstream>

#include "io/refused.h"

namespace madang::io {

Bytes read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  Bytes bytes(error ? 0 : size);
  if (error || !file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))
    throw Refused(
        {path.string() + ": 파일을 읽을 수 없습니다.", path.string() + ": the file cannot be read."});
  return bytes;
}

}  // namespace madang::io
