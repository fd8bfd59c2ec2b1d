#include "gpu/device.h"

#include <doctest/doctest.h>

#include <vector>

#include "core/error.h"
#include "gpu/backend.h"
#include "gpu/half.h"
#include "gpu/operations.h"
#include "gpu/shaders.h"

using namespace madang;

// The device itself is tested by run.mjs, where there is one. Here: what holds without.

#ifndef __EMSCRIPTEN__
TEST_CASE("a native build says that it has no WebGPU, and so does every run") {
  gpu::Device device;
  CHECK(device.state() == gpu::State::off);
  int changes = 0;
  device.start([&] { ++changes; });
  CHECK(device.state() == gpu::State::failed);
  CHECK(changes == 1);
  CHECK(device.reason().english == "The native build has no WebGPU.");

  const std::vector<float> one = {1};
  gpu::Outcome outcome;
  gpu::matmul(device, {.rows = 1, .columns = 1, .depth = 1}, 1, one, one,
              [&](auto result) { outcome = result; });
  CHECK_FALSE(outcome.ok());
  CHECK(outcome.values.empty());
  CHECK(outcome.reason.korean == device.reason().korean);
  device.restart();
  CHECK(changes == 2);
}
#endif

TEST_CASE("a device that was never started gives a reason, not a crash") {
  gpu::Device device;
  const std::vector<float> one = {1};
  gpu::Outcome outcome;
  gpu::attention(device, {.queries = 1, .keys = 1, .depth = 1, .value_depth = 1}, one, one, one, {},
                 [&](auto result) { outcome = result; });
  CHECK(outcome.reason.english == "The GPU is not ready yet.");
}

TEST_CASE("wrong sizes are the programmer's mistake") {
  gpu::Device device;
  const std::vector<float> six(6), five(5);
  const auto ignore = [](gpu::Outcome) {};
  CHECK_THROWS_WITH_AS(gpu::matmul(device, {.rows = 2, .columns = 2, .depth = 3}, 1, six, five, ignore),
                       "gpu::matmul: b has 5 elements, not 6", Error);
  CHECK_THROWS_AS(
      gpu::matmul(device, {.rows = 2, .columns = 2, .depth = 3, .accumulate = true}, 1, six, six, ignore),
      Error);
  CHECK_THROWS_WITH_AS(gpu::attention(device, {.queries = 2, .keys = 2, .depth = 3, .value_depth = 3}, six,
                                      five, six, {}, ignore),
                       "gpu::attention: k has 5 elements, not 6", Error);
}

TEST_CASE("halves take half the elements, and where their number is unclear they are refused") {
  gpu::Device device;
  CHECK_FALSE(device.has_half());
  const gpu::Array one = device.array(1), three = gpu::upload_halves(device, std::vector<float>(5));
  CHECK(three.size() == 3);
  gpu::Commands commands(device);
  const auto multiply = [&](int batch, const gpu::Array& a, const gpu::Array& c) {
    const kernels::Gemm shape = {.rows = 1, .columns = 1, .depth = 1};
    gpu::matmul(commands, {.shape = shape, .batch = batch, .half_operands = true}, a, one, c);
  };
  CHECK_NOTHROW(multiply(5, three, device.array(5)));
  CHECK_THROWS_WITH_AS(multiply(3, three, device.array(3)), "gpu::matmul: a has 3 elements, not 2", Error);
  CHECK_THROWS_WITH_AS(multiply(2, one, device.array(2)), "gpu::matmul: a may be one half or two", Error);
  const gpu::Attention attention = {.shape = {.depth = 1, .value_depth = 1}, .half_operands = true};
  CHECK_THROWS_WITH_AS(gpu::attention_backward(commands, attention, {}, {}, {}, {}, {}),
                       "gpu::attention_backward: reads 32-bit numbers", Error);
}

TEST_CASE("nothing to compute needs no GPU") {
  gpu::Device device;
  gpu::Outcome outcome;
  gpu::matmul(device, {.rows = 2, .columns = 3, .depth = 0}, 1, {}, {},
              [&](auto result) { outcome = result; });
  CHECK(outcome.ok());
  CHECK(outcome.values == std::vector<float>(6));
}

TEST_CASE("every backend has a name and a description in both languages") {
  for (const gpu::Backend backend : gpu::all_backends) {
    for (const Language language : {Language::korean, Language::english}) {
      CHECK_FALSE(gpu::name_of(backend).in(language).empty());
      CHECK_FALSE(gpu::description_of(backend).in(language).empty());
    }
  }
}

TEST_CASE("the shaders travel with the program, and what they share follows them") {
  const std::string attention = gpu::shaders::attention;
  CHECK(attention.find("fn attention(") < attention.find("fn row_start("));
  CHECK(attention.find("fn mask_at(") != std::string::npos);
  CHECK(std::string(gpu::shaders::adam).find("fn adam(") != std::string::npos);
}

TEST_CASE("an array has a size without a device, and slices stay in it") {
  gpu::Device device;
  const gpu::Array array = device.array(100);
  CHECK(array.size() == 100);
  CHECK(array.slice(64, 36).size() == 36);
  CHECK_THROWS_AS((void)array.slice(64, 37), Error);
  CHECK_THROWS_AS((void)array.slice(1, 2), Error);
  CHECK_THROWS_AS(device.write(array, std::vector<float>(99)), Error);
}
