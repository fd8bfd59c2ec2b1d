#pragma once

// What webgpu.js gives to C++ (glue_native.cpp where there is no browser). Handles are small positive
// numbers.

namespace madang::gpu {

/// What the glue tells; the numbers stand in webgpu.js too.
enum class Event {
  ready = 0,  // message: the adapter
  no_webgpu = 1,
  forbidden = 2,
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

/// Begins; every answer comes from the event loop as on_event(owner, event, ticket), its text in `message`.
/// Gives 0 where there is nothing to begin with.
int madang_gpu_start(void* owner, void (*on_event)(void* owner, int event, int ticket), char* message,
                     int message_bytes);
/// Destroys the device; nothing is told and nothing written after that.
void madang_gpu_stop(int gpu);
/// A limit of the device by its WebGPU name.
double madang_gpu_limit(int gpu, const char* name);
/// usage: GPUBufferUsage flags.
int madang_gpu_buffer(int gpu, double bytes, int usage);
void madang_gpu_free(int gpu, int buffer);
void madang_gpu_write(int gpu, int buffer, const void* data, int bytes);
/// constants: a JSON object of `override` values. Compiles in the background; a run waits for it.
int madang_gpu_pipeline(int gpu, const char* wgsl, const char* entry_point, const char* constants);
/// Binds buffers[0 … count) in order, dispatches, copies the last one through `staging` to `destination`.
void madang_gpu_run(int gpu, int ticket, int pipeline, const int* buffers, int count, int groups_x,
                    int groups_y, int groups_z, int staging, void* destination, int bytes);
}
