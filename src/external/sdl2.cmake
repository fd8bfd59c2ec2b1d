# SDL2 for the web as a small static library: video, events, timers, clipboard, no more. SDL's own CMakeLists works
# under Emscripten too, but takes minutes to configure.
function(add_sdl2_for_the_web source)
  # A folder is a translation unit, where its files can stand together in one.
  set(parts . atomic cpuinfo dynapi events file haptic locale locale/emscripten main/dummy misc misc/emscripten power
            power/emscripten sensor stdlib thread thread/generic timer timer/unix filesystem/emscripten audio haptic/dummy
            joystick/dummy loadso/dummy render video video/dummy video/emscripten)
  foreach(part ${parts})
    file(GLOB files ${source}/src/${part}/*.c)
    list(TRANSFORM files REPLACE "(.+)" "#include \"\\1\"\n")
    string(JOIN "" content ${files})
    string(MAKE_C_IDENTIFIER sdl2/unit_${part} name)
    file(CONFIGURE OUTPUT sdl2/${name}.c CONTENT "${content}")
    list(APPEND sources ${CMAKE_CURRENT_BINARY_DIR}/sdl2/${name}.c)
  endforeach()
  foreach(part joystick video/yuv2rgb)
    file(GLOB files ${source}/src/${part}/*.c)
    list(APPEND sources ${files})
  endforeach()

  # Comes first on the include path: Emscripten's configuration without what a page does not use.
  file(CONFIGURE OUTPUT sdl2/SDL_config.h @ONLY CONTENT [[
#ifndef SDL_config_h_
#define SDL_config_h_
#include "@source@/include/SDL_platform.h"
#include "@source@/include/SDL_config_emscripten.h"
#undef SDL_AUDIO_DRIVER_DISK
#undef SDL_AUDIO_DRIVER_DUMMY
#undef SDL_AUDIO_DRIVER_EMSCRIPTEN
#undef SDL_JOYSTICK_EMSCRIPTEN
#undef SDL_SENSOR_DUMMY
#undef SDL_LOADSO_DLOPEN
#undef SDL_VIDEO_RENDER_OGL_ES2
#define SDL_AUDIO_DISABLED 1
#define SDL_JOYSTICK_DISABLED 1
#define SDL_HAPTIC_DISABLED 1
#define SDL_SENSOR_DISABLED 1
#define SDL_RENDER_DISABLED 1
#define SDL_LOADSO_DUMMY 1
#endif
]])
  add_library(sdl2 STATIC ${sources})
  target_include_directories(sdl2 SYSTEM BEFORE PUBLIC ${CMAKE_CURRENT_BINARY_DIR}/sdl2 ${source}/include)
  target_compile_options(sdl2 PRIVATE -w -Oz)
  target_compile_definitions(sdl2 PRIVATE SDL_LEAN_AND_MEAN=1)  # no drawing of its own: surfaces, a tenth of the frame
endfunction()
