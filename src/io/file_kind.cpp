#include "io/file_kind.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "io/file_text.h"

namespace madang::io {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  FileKind kind;
  std::string_view name;
};

/// First bytes as the formats' own specifications give them.
constexpr auto signatures = std::to_array<Signature>({
    {0, "\x89PNG\r\n\x1A\n"sv, FileKind::picture, "PNG"},
    {0, "\xFF\xD8\xFF"sv, FileKind::picture, "JPEG"},
    {0, "GIF87a"sv, FileKind::picture, "GIF"},
    {0, "GIF89a"sv, FileKind::picture, "GIF"},
    {8, "WEBPVP8"sv, FileKind::picture, "WebP"},
    {4, "ftypavif"sv, FileKind::picture, "AVIF"},
    {4, "ftypavis"sv, FileKind::picture, "AVIF"},
    {4, "ftyphei"sv, FileKind::picture, "HEIC"},
    {4, "ftyphev"sv, FileKind::picture, "HEIC"},
    {4, "ftypmif1"sv, FileKind::picture, "HEIC"},
    {4, "ftypmsf1"sv, FileKind::picture, "HEIC"},
    {0, "II*\0"sv, FileKind::picture, "TIFF"},
    {0, "MM\0*"sv, FileKind::picture, "TIFF"},
    {0, "\0\0\1\0"sv, FileKind::picture, "ICO"},
    {0, "\xFF\x0A"sv, FileKind::picture, "JPEG XL"},
    {0, "\0\0\0\x0CJXL "sv, FileKind::picture, "JPEG XL"},
    {0, "%PDF-"sv, FileKind::other, "PDF"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::other, "XLS"},
    {0, "\x93NUMPY"sv, FileKind::other, "NumPy"},
    {0, "\x89HDF\r\n\x1A\n"sv, FileKind::other, "HDF5"},
    {0, "GGUF"sv, FileKind::other, "GGUF"},
    {0, "\x1F\x8B"sv, FileKind::other, "gzip"},
    {4, "ftyp"sv, FileKind::other, "MP4"},
});

/// The length of a header that a file can have, and the brace with which it begins.
bool is_safetensors(std::string_view file) {
  constexpr std::size_t length_bytes = 8;
  if (file.size() <= length_bytes || file.substr(4, 4) != "\0\0\0\0"sv) return false;
  const std::size_t first = file.find_first_not_of(" \t\r\n", length_bytes);
  return first != file.npos && file[first] == '{';
}

bool is_bitmap(std::string_view file) {
  return file.size() > 14 && file.starts_with("BM") && file.substr(6, 4) == "\0\0\0\0"sv;
}

bool is_pixmap(std::string_view file) {
  return file.size() > 2 && file.starts_with("P6") &&
         (file[2] == ' ' || (file[2] >= '\t' && file[2] <= '\r'));
}

/// A drawing as text: the element may stand behind a declaration and comments.
bool is_svg(std::string_view file) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  const std::size_t first = std::min(file.find_first_not_of(" \t\r\n"), file.size());
  const std::string_view start = file.substr(first, 1024);
  return start.starts_with('<') && start.find("<svg") != start.npos;
}

/// What an archive is by the names in it: of PyTorch (torch.save since 1.6), of NumPy or a spreadsheet.
std::string_view archive_of(std::string_view file) {
  if (file.find("data.pkl") != file.npos) return "PyTorch";
  if (file.find("[Content_Types].xml") != file.npos || file.find("xl/") != file.npos) return "XLSX";
  if (file.find("opendocument.spreadsheet") != file.npos) return "ODS";
  return file.find(".npy") != file.npos ? "NumPy" : "ZIP";
}

/// Pickles of protocol 2 and later, as torch.save wrote them before 1.6.
bool is_pickle(std::string_view file) {
  return file.size() > 2 && file[0] == '\x80' && file[1] >= 2 && file[1] <= 5;
}

}  // namespace

FileFormat format_of(std::span<const std::byte> bytes) {
  const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (is_safetensors(file)) return {FileKind::weights, "safetensors"};
  if (is_pixmap(file)) return {FileKind::pixmap, "PPM"};
  for (const auto& [at, magic, kind, name] : signatures)
    if (file.size() >= at + magic.size() && file.substr(at, magic.size()) == magic)
      return {kind, std::string(name)};
  if (is_bitmap(file)) return {FileKind::picture, "BMP"};
  if (is_svg(file)) return {FileKind::picture, "SVG"};
  if (file.starts_with("PK\3\4")) return {FileKind::other, std::string(archive_of(file))};
  if (is_pickle(file)) return {FileKind::other, "PyTorch"};
  return {is_binary(file) ? FileKind::unknown : FileKind::text};
}

Text explained_format(const FileFormat& format) {
  const std::string& name = format.name;
  if (format.kind == FileKind::picture)
    return {"여기에서는 " + name + " 그림을 읽지 못합니다. PPM(P6)으로 바꾸어 주세요.",
            name + " pictures cannot be read here. Convert it to PPM (P6)."};
  if (name.empty())
    return {"알 수 없는 형식입니다. 글이나 표(CSV, UTF-8), 그림, safetensors 파일을 넣어 주세요.",
            "The format is not known. Give text or a table (CSV, UTF-8), a picture, or safetensors."};
  if (name == "PyTorch")
    return {
        "torch.save가 쓴 PyTorch 파일입니다(pickle). 여기에서는 safetensors만 받습니다. Python에서 "
        "safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")로 바꾸어 주세요.",
        "This is a PyTorch file of torch.save (a pickle); only safetensors is taken. Convert it in Python: "
        "safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")."};
  if (name == "XLSX" || name == "XLS" || name == "ODS")
    return {"스프레드시트 파일(" + name + ")입니다. 스프레드시트에서 'CSV UTF-8' 형식으로 저장해 주세요.",
            "This is a spreadsheet (" + name + "). Save it as 'CSV UTF-8' from your spreadsheet."};
  if (name == "NumPy" || name == "HDF5" || name == "GGUF")
    return {name + " 파일은 받지 않습니다. 가중치는 safetensors로, 표는 CSV로 저장해 주세요.",
            name + " files are not taken. Save weights as safetensors, a table as CSV."};
  return {name + " 파일은 받지 않습니다. 글이나 표(CSV, UTF-8), 그림, safetensors 파일을 넣어 주세요.",
          name + " files are not taken. Give text or a table (CSV, UTF-8), a picture, or safetensors."};
}

}  // namespace madang::io
