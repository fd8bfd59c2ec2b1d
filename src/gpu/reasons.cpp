#include "gpu/reasons.h"

#include <cstdio>

namespace madang::gpu {
namespace {

Text with_detail(const char* korean, const char* english, const std::string& detail) {
  if (detail.empty()) return {korean, english};
  return {std::string(korean) + " (" + detail + ")", std::string(english) + " (" + detail + ")"};
}

std::string plain_number(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.0f", value);
  return digits;
}

}  // namespace

Text reason_for(Event event, const std::string& detail) {
  switch (event) {
    case Event::ready:
    case Event::done:
      return {};
    case Event::no_webgpu:
      return with_detail("이 브라우저에서는 WebGPU를 쓸 수 없다. 지원하는 브라우저와 HTTPS 연결이 필요하다.",
                         "WebGPU is not available here: it takes a browser that has it and an HTTPS page.",
                         detail);
    case Event::killed_page:
      return {"지난번에 GPU를 켜다가 페이지가 멈췄으므로 이번에는 켜지 않았다. 다시 고르면 켠다.",
              "Starting the GPU ended this page last time, so it was not started. Choose it again to try."};
    case Event::no_adapter:
      return with_detail("WebGPU로 쓸 수 있는 GPU를 찾지 못했다.", "No GPU that WebGPU could use was found.",
                         detail);
    case Event::refused:
      return with_detail("브라우저가 GPU 장치를 내주지 않았다.", "The browser refused to open the GPU.",
                         detail);
    case Event::lost:
      return with_detail("GPU와 연결이 끊겼다.", "The GPU was lost.", detail);
    case Event::bad_shader:
      return with_detail("GPU 프로그램(셰이더)을 컴파일하지 못했다.",
                         "The GPU program (shader) did not compile.", detail);
    case Event::out_of_memory:
      return with_detail("GPU 메모리가 부족하다.", "The GPU is out of memory.", detail);
    case Event::run_failed:
      return with_detail("GPU 계산이 실패했다.", "The calculation on the GPU failed.", detail);
  }
  return with_detail("알 수 없는 GPU 오류가 났다.", "Unknown GPU error.", detail);
}

Text native_build_reason() { return {"네이티브 빌드에는 WebGPU가 없다.", "The native build has no WebGPU."}; }

Text not_ready_reason() { return {"GPU가 아직 준비되지 않았다.", "The GPU is not ready yet."}; }

Text gone_reason() {
  return {"이 데이터는 지금은 없는 GPU 장치에 있었다.", "These data were on a GPU that is gone."};
}

Text no_half_reason() {
  return {"이 GPU에서는 16비트 실수(f16)를 쓸 수 없다.", "This GPU has no 16-bit floats (shader-f16)."};
}

Text too_large_reason(const std::string& what, double asked, double limit) {
  const std::string numbers = what + ": " + plain_number(asked) + " > " + plain_number(limit);
  return {"입력이 GPU 한도보다 크다. (" + numbers + ")",
          "The input is larger than the GPU's limit. (" + numbers + ")"};
}

}  // namespace madang::gpu
