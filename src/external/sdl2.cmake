# SDL2 for the web as a small static library: video, events, timers, clipboard, no more. SDL's own CMakeLists works
# under Emscripten too, but takes minutes to configure.
function(add_sdl2_for_the_web source)
  set(parts . atomic cpuinfo dynapi events file haptic joystick libm locale locale/emscripten main/dummy misc
            misc/emscripten power power/emscripten sensor sensor/dummy stdlib thread thread/generic timer timer/unix
            filesystem/emscripten audio audio/dummy haptic/dummy joystick/dummy hidapi loadso/dummy render video
            video/dummy video/emscripten video/yuv2rgb)
  foreach(part ${parts})
    file(GLOB files ${source}/src/${part}/*.c)
    list(APPEND sources ${files})
  endforeach()

  # Comes first on the include path: Emscripten's configuration without what a page does not use.
  file(CONFIGURE OUTPUT sdl2/SDL_config.h @ONLY CONTENT [[
#ifndef SDL_config_h_
#define SDL_config_h_
#include "@source@/include/SDL_platform.h"
#include "@source@/include/SDL_config_emscripten.h"
@undefined@
#define SDL_AUDIO_DISABLED 1
#define SDL_JOYSTICK_DISABLED 1
#define SDL_HAPTIC_DISABLED 1
#define SDL_SENSOR_DISABLED 1
#define SDL_RENDER_DISABLED 1
#define SDL_HIDAPI_DISABLED 1
#define SDL_LOADSO_DUMMY 1
#endif
]])
  add_library(sdl2 STATIC ${sources})
  target_include_directories(sdl2 SYSTEM BEFORE PUBLIC ${CMAKE_CURRENT_BINARY_DIR}/sdl2 ${source}/include)
  target_compile_options(sdl2 PRIVATE -w)
endfunction()
