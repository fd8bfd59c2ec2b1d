#include "gpu/backend.h"

#include "core/error.h"

namespace madang::gpu {

Text name_of(Backend backend) {
  switch (backend) {
    case Backend::scalar:
      return {"스칼라", "Scalar"};
    case Backend::simd:
      return {"SIMD", "SIMD"};
    case Backend::webgpu:
      return {"WebGPU", "WebGPU"};
  }
  throw Error("name_of: no such backend");
}

Text description_of(Backend backend) {
  switch (backend) {
    case Backend::scalar:
      return {"CPU에서 수를 하나씩 계산한다. 공식을 그대로 옮긴 기준 구현이다.",
              "The CPU, one number at a time: the reference, written like the formula."};
    case Backend::simd:
      return {"CPU의 벡터 명령(SIMD)으로 수를 네 개씩 계산한다.",
              "The CPU's vector instructions (SIMD), four numbers at a time."};
    case Backend::webgpu:
      return {"GPU의 수많은 스레드에서 WebGPU로 계산한다. 데이터가 작으면 오가는 시간이 더 길다.",
              "Many threads of the GPU through WebGPU; for small data the way there and back takes longer."};
  }
  throw Error("description_of: no such backend");
}

}  // namespace madang::gpu
