#include "io/file_kind.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "io/safetensors.h"

using namespace madang;
using namespace std::string_view_literals;
using io::FileKind;

namespace {

io::FileFormat format_of(std::string_view bytes) { return io::format_of(std::as_bytes(std::span(bytes))); }

}  // namespace

TEST_SUITE("io: file_kind") {
  TEST_CASE("pictures by their first bytes") {
    struct Picture {
      std::string_view bytes;
      const char* name;
    };
    for (const auto& [bytes, name] : {Picture{"\x89PNG\r\n\x1A\n\0"sv, "PNG"},
                                      {"\xFF\xD8\xFF\xE0"sv, "JPEG"},
                                      {"GIF89a..."sv, "GIF"},
                                      {"RIFF\x10\0\0\0WEBPVP8 "sv, "WebP"},
                                      {"\0\0\0\x18"
                                       "ftypheic"sv,
                                       "HEIC"},
                                      {"\0\0\0\x18"
                                       "ftypmif1"sv,
                                       "HEIC"},
                                      {"\0\0\0\x18"
                                       "ftypavif"sv,
                                       "AVIF"},
                                      {"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28"sv, "BMP"},
                                      {"II*\0\x08"sv, "TIFF"},
                                      {"<?xml version=\"1.0\"?>\n<svg xmlns"sv, "SVG"}}) {
      CHECK(format_of(bytes).kind == FileKind::picture);
      CHECK(format_of(bytes).name == name);
      CHECK(io::explained_format(format_of(bytes)).english.find(name) != std::string::npos);
    }
    CHECK(format_of("P6 1 1 255\n...").kind == FileKind::pixmap);
  }

  TEST_CASE(
      "weights, whatever spaces their header has; files of torch.save, spreadsheets and others by name") {
    const io::Bytes weights = io::write_safetensors({});
    CHECK(io::format_of(weights).kind == FileKind::weights);
    CHECK(format_of("\x04\0\0\0\0\0\0\0 \n{}"sv).kind == FileKind::weights);
    for (const std::string_view bytes : {"PK\3\4\x14\0\0\0archive/data.pkl"sv, "\x80\x02\x8A\nl\xFC\x9C"sv}) {
      CHECK(format_of(bytes).kind == FileKind::other);
      const Text told = io::explained_format(format_of(bytes));
      CHECK(told.english.find("safetensors.torch.save_file") != std::string::npos);
      CHECK(told.korean.find("safetensors.torch.save_file") != std::string::npos);
    }
    CHECK(format_of("PK\3\4..[Content_Types].xml").name == "XLSX");
    CHECK(format_of("PK\3\4..x.npy").name == "NumPy");
    CHECK(format_of("PK\3\4..").name == "ZIP");
    CHECK(format_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").name == "XLS");
    CHECK(io::explained_format(format_of("PK\3\4..xl/")).english.find("CSV UTF-8") != std::string::npos);
    CHECK(io::explained_format(format_of("%PDF-1.7")).english.find("PDF") != std::string::npos);
  }

  TEST_CASE("all else is text, unless no text holds it") {
    for (const std::string_view bytes :
         {""sv, "x,y,c\n"sv, "\xB0\xA1"sv, "a\0b\0"sv, "P6,1,2"sv, "BM,1,2"sv, "<p>1</p>"sv})
      CHECK(format_of(bytes).kind == FileKind::text);
    CHECK(format_of("\1\2\3").kind == FileKind::unknown);
    CHECK(io::explained_format(format_of("\1\2\3")).english.find("not known") != std::string::npos);
  }
}
