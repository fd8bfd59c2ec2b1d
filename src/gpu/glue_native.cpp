#include <string>

#include "core/error.h"
#include "gpu/glue.h"

// The native build computes on the CPU only: there is nothing to start, and nothing else is ever asked for.

namespace {

[[noreturn]] void unreachable(const char* name) {
  throw madang::Error(std::string(name) + ": the native build has no WebGPU device");
}

}  // namespace

extern "C" {

int madang_gpu_start(void*, void (*)(void*, int, int), char*, int, int) { return 0; }
void madang_gpu_stop(int) {}
double madang_gpu_limit(int, const char*) { unreachable("madang_gpu_limit"); }
int madang_gpu_feature(int, const char*) { unreachable("madang_gpu_feature"); }
int madang_gpu_buffer(int, double, int) { unreachable("madang_gpu_buffer"); }
void madang_gpu_free(int, int) { unreachable("madang_gpu_free"); }
void madang_gpu_write(int, int, int, const void*, int) { unreachable("madang_gpu_write"); }
int madang_gpu_pipeline(int, const char*, const char*, const char*) { unreachable("madang_gpu_pipeline"); }
void madang_gpu_remember(const char*, const char*) {}
void madang_gpu_recall(const char*, char*, int) {}
void madang_gpu_submit(int, const GpuSubmission*) { unreachable("madang_gpu_submit"); }
}
