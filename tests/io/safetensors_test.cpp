#include "io/safetensors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "core/random.h"
#include "io/state_dict.h"
#include "nn/mlp.h"
#include "support/refused.h"

using namespace madang;
using test::reason_of;

namespace {

/// A file of this header (its length put in front) and these bytes.
io::Bytes file_of(const std::string& header, const std::string& data = "") {
  io::Bytes file(8 + header.size() + data.size());
  const std::uint64_t length = header.size();
  std::memcpy(file.data(), &length, sizeof length);
  std::memcpy(file.data() + 8, header.data(), header.size());
  if (!data.empty()) std::memcpy(file.data() + 8 + header.size(), data.data(), data.size());
  return file;
}

void check_refused(const std::string& header, const std::string& data, const std::string& reason) {
  const Text found = reason_of([&] { io::read_safetensors(file_of(header, data)); });
  INFO(found.english);
  CHECK(found.english.find(reason) != std::string::npos);
  CHECK(found.korean.find("번째 바이트: ") != std::string::npos);
}

template <class Number>
std::vector<float> read_as(const char* type, std::initializer_list<Number> numbers) {
  const std::string data(reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(Number));
  const std::string header = std::string("{\"x\":{\"dtype\":\"") + type + "\",\"shape\":[" +
                             std::to_string(numbers.size()) + "],\"data_offsets\":[0," +
                             std::to_string(data.size()) + "]}}";
  const auto tensors = io::read_safetensors(file_of(header, data));
  const auto values = tensors.at(0).tensor.values();
  return {values.begin(), values.end()};
}

}  // namespace

TEST_SUITE("io: safetensors") {
  TEST_CASE("what is written is read again, whatever the shape and the name") {
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<io::NamedTensor> tensors{
        {"0.weight", Tensor::from({2, 3}, {1, -2, 3, infinity, 1e-40f, -0.0f})},
        {"scalar", Tensor::scalar(7)},
        {"empty", Tensor({0, 5})},
        {"\"quoted\" \\ 한글 \n", Tensor::full({1, 1, 1, 1, 1, 1}, 2)}};
    const auto read = io::read_safetensors(io::write_safetensors(tensors));
    REQUIRE(read.size() == tensors.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
      CHECK(read[i].name == tensors[i].name);
      CHECK(read[i].tensor.shape() == tensors[i].tensor.shape());
      CHECK(std::ranges::equal(read[i].tensor.values(), tensors[i].tensor.values()));
    }
    CHECK(io::read_safetensors(io::write_safetensors({})).empty());
    CHECK_THROWS_AS(io::write_safetensors(std::vector<io::NamedTensor>{{"a", {}}, {"a", {}}}), Error);
  }

  TEST_CASE("other number types become float, integers only when float holds them") {
    using Floats = std::vector<float>;
    CHECK(read_as<double>("F64", {0.5, -3}) == Floats{0.5f, -3});
    CHECK(read_as<std::uint16_t>("F16", {0x3C00, 0xC500, 0x0001, 0x7C00}) ==
          Floats{1, -5, 0x1p-24f, INFINITY});
    CHECK(std::isnan(read_as<std::uint16_t>("F16", {0x7E00})[0]));
    CHECK(read_as<std::uint16_t>("BF16", {0x3F80, 0xC0A0}) == Floats{1, -5});
    CHECK(read_as<std::int64_t>("I64", {-3, 1ll << 40, INT64_MIN}) == Floats{-3, 0x1p40f, -0x1p63f});
    CHECK(read_as<std::int8_t>("I8", {-128, 127}) == Floats{-128, 127});
    CHECK(read_as<std::uint8_t>("BOOL", {0, 1}) == Floats{0, 1});
  }

  TEST_CASE("what cannot be read is left out with its reason, and all else is read") {
    const auto check_left_out = [](const std::string& fields, const std::string& data,
                                   const std::string& reason) {
      const std::string size = std::to_string(data.size()), end = std::to_string(data.size() + 4);
      const std::string header = "{\"no\":{" + fields + ",\"data_offsets\":[0," + size +
                                 "]},\"yes\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[" + size +
                                 "," + end + "]}}";
      Text left_out;
      const auto read = io::read_safetensors(file_of(header, data + std::string(4, '\0')), &left_out);
      REQUIRE(read.size() == 1);
      CHECK(read[0].name == "yes");
      CHECK(read[0].tensor.size() == 1);
      INFO(left_out.english);
      CHECK(left_out.english.find(reason) != std::string::npos);
      CHECK_FALSE(left_out.korean.empty());
    };
    const std::string large("\x01\x00\x00\x01", 4), most(8, '\xFF');
    check_left_out(R"("dtype":"I32","shape":[1])", large, "'no': the integer 16777217 is none");
    check_left_out(R"("dtype":"U64","shape":[1])", most, "the integer 18446744073709551615");
    check_left_out(R"("dtype":"F8_E4M3","shape":[3])", "abc", "'no' has dtype 'F8_E4M3'");
    check_left_out(R"("dtype":"F32","shape":[1,1,1,1,1,1,1])", large, "'no' has too many dimensions");
  }

  TEST_CASE(
      "files of other writers: metadata of any kind, more fields, any order of offsets, scalars, nothing") {
    const std::string data("\x00\x00\x80\x3F\x00\x00\x00\x40", 8);  // 1, 2
    for (const char* metadata :
         {"", R"("__metadata__":null,)", R"("__metadata__":{"a":[1,-2.5e3,{"b":true}],"c":NaN},)",
          R"("__metadata__":{},)", R"("__metadata__":"text",)"}) {
      const auto read = io::read_safetensors(
          file_of(std::string("{") + metadata +
                      R"("b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},)"
                      R"("a":{"writer":{"x":[]},"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},)"
                      R"("none":{"dtype":"F16","shape":[0,3],"data_offsets":[8,8]}}   )",
                  data));
      REQUIRE(read.size() == 3);
      CHECK(read[0].tensor.item() == 2);
      CHECK(read[1].tensor.item() == 1);
      CHECK(read[2].tensor.size() == 0);
    }
    check_refused(R"({"__metadata__":nothing)", "", "expected");
    check_refused(R"({"__metadata__":})", "", "a value expected");
    check_refused("{\"__metadata__\":" + std::string(100, '[') + "}", "", "nested too deep");
  }

  TEST_CASE("white space, escapes, metadata and any order of fields are accepted") {
    const auto read =
        io::read_safetensors(file_of("{ \"__metadata__\" : {\"format\":\"pt\"} , \"\\uAC00\\ud83d\\ude00\" : "
                                     "{\"data_offsets\":[0,4],\"shape\":[ 1 ],\"dtype\":\"F32\"} }   ",
                                     std::string(4, '\0')));
    REQUIRE(read.size() == 1);
    CHECK(read[0].name == "가😀");
  }

  TEST_CASE("a malformed file is refused with the byte and the reason") {
    const std::string four(4, '\0');
    const auto entry = [](const char* fields) { return std::string("{\"a\":{") + fields + "}}"; };
    CHECK(reason_of([] { io::read_safetensors(io::Bytes(5)); }).english.find("byte 5: ") == 0);
    io::Bytes long_header = file_of("{}");
    long_header[4] = std::byte{1};
    CHECK(reason_of([&] {
            io::read_safetensors(long_header);
          }).english.find("byte 0: a header of 4294967298") == 0);
    check_refused("", "", "byte 8: '{' expected");
    check_refused("{\"a\"", "", "byte 12: ':' expected");
    check_refused("{} x", "", "byte 11: something follows");
    check_refused("{\"a\":{}}", "", "byte 9: 'a' lacks one of");
    check_refused(entry(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), four,
                  "shape (2) does not match its 4 bytes");
    check_refused(entry(R"("dtype":"F32","shape":[1],"data_offsets":[0,8])"), four, "within 0 … 4");
    check_refused(entry(R"("dtype":"F32","shape":[1],"data_offsets":[4,0])"), four, "data_offsets must be");
    check_refused(entry(R"("dtype":"F32","shape":[1],"data_offsets":[0,4,4])"), four, "data_offsets must be");
    check_refused(entry(R"("dtype":"F32","shape":[1],"data_offsets":[0,4])"), four + four,
                  "belong to no tensor");
    check_refused(entry(R"("dtype":"F32","shape":[-1],"data_offsets":[0,4])"), four, "not negative");
    check_refused(entry(R"("dtype":"F32","shape":[01],"data_offsets":[0,4])"), four, "not negative");
    check_refused(entry(R"("dtype":"F32","shape":[1.5],"data_offsets":[0,4])"), four, "']' expected");
    check_refused(entry(R"("dtype":"F32","shape":[4294967296],"data_offsets":[0,4])"), four, "too large");
    check_refused(entry(R"("dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4])"),
                  four, "does not match");
    check_refused(entry(R"("dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4])"), four,
                  "too large");
    const std::string one = R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
    check_refused("{" + one + "," + one + "}", four, "appears twice");
    check_refused("{" + one + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", four,
                  "gap or overlap");
    check_refused("{\"a\xff\":1}", "", "not UTF-8");
    check_refused("{\"a\\x\":1}", "", "escape");
    check_refused("{\"\\ud800\":1}", "", "surrogate");
    check_refused("{\"\\u12g4\":1}", "", "hexadecimal");
    check_refused("{\"a\nb\":1}", "", "control character");
    check_refused("{\"a", "", "byte 11: '\"' expected");
  }

  TEST_CASE("no cut and no flipped bit of a file does harm") {
    const io::Bytes good = io::write_safetensors(
        std::vector<io::NamedTensor>{{"a.weight", Tensor({2, 3})}, {"b", Tensor::scalar(1)}});
    for (std::size_t size = 0; size < good.size(); ++size) {
      CHECK_THROWS_AS(io::read_safetensors(std::span(good).first(size)), io::Refused);
    }
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
      io::Bytes changed = good;
      changed[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
      try {
        io::read_safetensors(changed);
      } catch (const io::Refused&) {
      }
    }
  }
}

TEST_SUITE("io: state_dict") {
  TEST_CASE("a module's parameters come back under PyTorch's names") {
    Random random(1);
    const Mlp saved({3, 4, 2}, random), loaded({3, 4, 2}, random);
    const auto state = io::state_dict(saved);
    CHECK(state.at(2).name == "2.weight");
    io::load_state_dict(loaded, io::read_safetensors(io::write_safetensors(state)));
    const Variable x = constant(random.normal({5, 3}));
    CHECK(std::ranges::equal(saved(x).value().values(), loaded(x).value().values()));
  }

  TEST_CASE("missing and unknown names and other shapes are all named, and nothing is changed") {
    Random random(1);
    const Mlp model({3, 4, 2}, random);
    const auto before = io::state_dict(model);
    std::vector<io::NamedTensor> state = io::state_dict(model);
    for (auto& [name, tensor] : state) tensor = Tensor::full(tensor.shape(), 9);
    state[0].tensor = Tensor({4, 4});
    state[3].name = "2.biass";
    state.push_back({"1.num_batches_tracked", Tensor::scalar(3)});
    const Text reason = reason_of([&] { io::load_state_dict(model, state); });
    CHECK(reason.english ==
          "The weights do not fit the model. '0.weight' has shape (4, 4) where (4, 3) is needed. '2.bias' "
          "(2) is "
          "missing. '2.biass' is no name of this model.");
    CHECK(reason.korean.find("'2.bias' (2)이(가) 없습니다.") != std::string::npos);
    for (int i = 0; i < 20; ++i) state.push_back({"more" + std::to_string(i), {}});
    CHECK(reason_of([&] { io::load_state_dict(model, state); }).english.ends_with("And 15 more."));
    for (std::size_t i = 0; i < before.size(); ++i) {
      CHECK(std::ranges::equal(io::state_dict(model)[i].tensor.values(), before[i].tensor.values()));
    }
  }

  TEST_CASE("a prefix of all names and tensors of nobody do not stand in the way") {
    Random random(1);
    const Mlp model({3, 4, 2}, random);
    for (const char* prefix : {"module.", "model.", "_orig_mod.", "module._orig_mod.", "net.body."}) {
      std::vector<io::NamedTensor> state = io::state_dict(model);
      for (auto& [name, tensor] : state) {
        name = prefix + name;
        tensor = Tensor::full(tensor.shape(), 9);
      }
      state.push_back({"optimizer.lr", Tensor::scalar(1)});
      const Mlp loaded({3, 4, 2}, random);
      io::load_state_dict(loaded, state);
      CHECK(io::state_dict(loaded)[0].tensor.values()[0] == 9);
    }
    std::vector<io::NamedTensor> twice;
    for (const auto& [name, tensor] : io::state_dict(model))
      for (const char* prefix : {"teacher.", "student."}) twice.push_back({prefix + name, tensor});
    CHECK(reason_of([&] {
            io::load_state_dict(model, twice);
          }).english.find("'0.weight' (4, 3) is missing") != std::string::npos);
    for (const auto& [name, tensor] : io::state_dict(model))
      twice.push_back({name, Tensor::full(tensor.shape(), 5)});
    io::load_state_dict(model, twice);  // without a prefix comes first
    CHECK(io::state_dict(model)[0].tensor.values()[0] == 5);
  }
}
