// Dear ImGui's compile-time choices, the same for the library and everyone who includes it.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_USE_WCHAR32       // characters beyond the basic plane
#define ImDrawIdx unsigned int  // drawings of more than 65,535 corners: WebGL 2 has no vertex offset
