# The modules of the site, in ${modules_folder}:
#   demos.txt                          the slugs of the demos
#   ui.{js,wasm}                       the frame, Dear ImGui, what views share: one for all demos
#   SLUG/view.wasm                     a demo's view: a side module that web/runtime/side-module.js links to the frame
#   SLUG/engine{,-relaxed}.{js,wasm}   a demo's experiment with what it needs of the engine, for the worker
# A reader of a second demo fetches its view and its engine only.
add_custom_target(modules)
list(JOIN demo_slugs "\n" built)
file(CONFIGURE OUTPUT ${modules_folder}/demos.txt CONTENT "${built}\n")  # what lies there otherwise is of an earlier build
set(link_options -sSTACK_SIZE=1MB -sALLOW_MEMORY_GROWTH=1 -sDYNAMIC_EXECUTION=0 -sMODULARIZE=1 -sEXPORT_ES6=1 -sFILESYSTEM=0
    -sEXPORTED_RUNTIME_METHODS=HEAPU8)

function(add_module target folder name)
  add_executable(${target} ${ARGN})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${modules_folder}/${folder})
  add_dependencies(modules ${target})
endfunction()

# Engines. At -Oz a step of a convolutional net or a Transformer takes 5 to 8 % longer than at -O3, at -O1 as long.
add_library(madang_engine_main OBJECT ${engine_sources})
target_link_libraries(madang_engine_main PRIVATE madang)
foreach(slug ${demo_slugs})
  foreach(variant "" _relaxed)
    string(REPLACE _ - suffix "${variant}")
    set(target engine${variant}_${slug})
    add_module(${target} ${slug} engine${suffix} $<TARGET_OBJECTS:madang_engine_main>)
    target_link_libraries(${target} PRIVATE experiment_${slug} settings_${slug} madang_session madang madang_kernels${variant})
    target_link_options(${target} PRIVATE ${link_options} -sENVIRONMENT=web,worker,node $<IF:$<BOOL:${MADANG_RELEASE}>,-O3,-O1>)
  endforeach()
endforeach()

# Views. What they use of the frame they import by its C++ names. An exception that one side throws and the other catches needs a
# destructor in a .cpp, as io::Refused has: its type then has one address in both.
set(view_modules)
foreach(slug ${demo_slugs})
  add_module(view_module_${slug} ${slug} view $<TARGET_OBJECTS:view_${slug}> $<TARGET_OBJECTS:settings_${slug}>)
  set_target_properties(view_module_${slug} PROPERTIES SUFFIX .wasm)
  target_link_options(view_module_${slug} PRIVATE -sSIDE_MODULE=2 $<IF:$<BOOL:${MADANG_RELEASE}>,-Oz,-O1>)
  list(APPEND view_modules ${modules_folder}/${slug}/view.wasm)
endforeach()

# The frame exports what any of the views imports. It is not compiled position-independent, as Emscripten's own main modules
# are: those need system libraries that no distribution of it brings built, and are larger.
set(exports ${CMAKE_CURRENT_BINARY_DIR}/ui_exports.rsp)
add_custom_command(OUTPUT ${exports} COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/imports_of_views.mjs ${exports} ${view_modules}
                   DEPENDS imports_of_views.mjs ${view_modules} COMMENT "What the views import" VERBATIM)
add_custom_target(ui_exports DEPENDS ${exports})
add_module(ui . ui)
add_units(ui ui_main 9 ${page_sources})
add_dependencies(ui ui_exports)
target_link_libraries(ui PRIVATE madang_shell madang_ui_kit madang_session madang madang_kernels imgui_window)
target_link_options(ui PRIVATE ${link_options} -sENVIRONMENT=web -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
                    -sALLOW_TABLE_GROWTH=1 @${exports} -O1 --js-library=${CMAKE_CURRENT_SOURCE_DIR}/page.js)
set_property(TARGET ui APPEND PROPERTY LINK_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/page.js ${exports})

# Emscripten's own -Oz would drop the exports that no script names, and shorten the names of the others.
if(MADANG_RELEASE)
  execute_process(COMMAND em-config BINARYEN_ROOT OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  add_custom_command(TARGET ui POST_BUILD VERBATIM COMMAND ${binaryen}/bin/wasm-opt -Oz --enable-simd --enable-exception-handling
                     --enable-mutable-globals --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-reference-types
                     --enable-multivalue ui.wasm -o ui.wasm WORKING_DIRECTORY ${modules_folder})
endif()
