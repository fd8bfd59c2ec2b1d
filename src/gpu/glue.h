#pragma once

// What webgpu.js gives to C++ (glue_native.cpp where there is no browser). Handles are small positive
// numbers, and grow.

namespace madang::gpu {

/// What the glue tells; the numbers stand in webgpu.js too.
enum class Event {
  ready = 0,  // message: the adapter
  no_webgpu = 1,
  killed_page = 2,
  no_adapter = 3,
  refused = 4,
  lost = 5,
  done = 6,  // the values of this ticket are in place
  bad_shader = 7,
  out_of_memory = 8,
  run_failed = 9,
};

}  // namespace madang::gpu

extern "C" {

/// Dispatches in order, then perhaps a copy that is read back. webgpu.js knows the order of the fields.
struct GpuSubmission {
  /// Per dispatch: pipeline, three numbers of workgroups, offset and bytes of the uniforms, number of
  /// bindings, and for each binding buffer, offset and bytes.
  const int* words = nullptr;
  int word_count = 0;
  const void* uniforms = nullptr;
  int uniform_bytes = 0;
  int uniform_buffer = 0;
  int ticket = 0;  // 0: nothing is read, nothing answered
  int source_buffer = 0;
  int source_offset = 0;
  int staging_buffer = 0;
  void* destination = nullptr;
  int read_bytes = 0;
};

/// Begins; every answer comes from the event loop as on_event(owner, event, ticket), its text in `message`.
/// Gives 0 where there is nothing to begin with. asked: by the reader, whatever the journal says.
int madang_gpu_start(void* owner, void (*on_event)(void* owner, int event, int ticket), char* message,
                     int message_bytes, int asked);
/// Destroys the device; nothing is told and nothing written after that.
void madang_gpu_stop(int gpu);
/// A limit of the device by its WebGPU name.
double madang_gpu_limit(int gpu, const char* name);
/// Whether the device has a feature, by its WebGPU name. Only `subgroups` and `shader-f16` are ever asked
/// for.
int madang_gpu_feature(int gpu, const char* name);
/// usage: GPUBufferUsage flags.
int madang_gpu_buffer(int gpu, double bytes, int usage);
void madang_gpu_free(int gpu, int buffer);
void madang_gpu_write(int gpu, int buffer, int offset, const void* data, int bytes);
/// constants: a JSON object of `override` values. Compiles in the background; a submission waits for it.
int madang_gpu_pipeline(int gpu, const char* wgsl, const char* entry_point, const char* constants);
/// What the page keeps for the next visit. Nothing known leaves an empty text.
void madang_gpu_remember(const char* key, const char* value);
void madang_gpu_recall(const char* key, char* value, int value_bytes);
/// Submissions, writes and frees take effect in the order of the calls. A failure is told by the next answer.
void madang_gpu_submit(int gpu, const GpuSubmission* submission);
}
