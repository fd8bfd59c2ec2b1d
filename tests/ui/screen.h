#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <imgui.h>

#include "ui/frame.h"
#include "ui/host.h"
#include "ui/theme.h"

namespace madang::test {

/// An ImGui context without window or graphics card: what is drawn can be counted and measured.
class Screen {
 public:
  explicit Screen(float width, float height = 900.f, bool dark = false) : size_(width, height) {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);  // several screens may stand beside each other
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size_;
    io.DeltaTime = 1.f / 60.f;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    ui::attach(host);
    ui::apply(ui::theme_of(dark));
  }
  ~Screen() {
    ImGui::SetCurrentContext(context_);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext(context_);
  }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  /// As wide from the next frame on.
  void widen(float width) {
    size_.x = width;
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().DisplaySize = size_;
  }

  /// A finger that touches a place and rests there.
  void finger(ImVec2 at) {
    ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    mouse(at);
    host.finger = {.rests = true};
  }
  void mouse(ImVec2 at) { ImGui::GetIO().AddMousePosEvent(at.x, at.y); }
  void press() { ImGui::GetIO().AddMouseButtonEvent(0, true); }
  void release() { ImGui::GetIO().AddMouseButtonEvent(0, false); }

  /// Presses a place and lets go, with a frame between.
  void click(ImVec2 at, const std::function<void()>& draw_frame) {
    mouse(at);
    draw_frame();
    press();
    draw_frame();
    release();
    draw_frame();
  }

  /// One frame of a window that fills the screen. With `room`, what is drawn is told to have that width, and
  /// yet is seen where it takes more.
  void frame(const std::function<void()>& draw, float room = 0.f) {
    ImGui::SetCurrentContext(context_);
    ImGui::NewFrame();
    ui::begin_frame();
    ImGui::SetNextWindowPos({0.f, 0.f});
    ImGui::SetNextWindowSize(size_);
    if (room > 0.f) ImGui::SetNextWindowContentSize({room, 0.f});
    ImGui::Begin("screen", nullptr,
                 ImGuiWindowFlags_NoDecoration | (room > 0.f ? ImGuiWindowFlags_NoBackground : 0));
    draw();
    ImGui::End();
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) accept(*texture);
  }

  int vertices() const { return ImGui::GetDrawData()->TotalVtxCount; }

  /// True when every corner that was drawn is a number and no clip rectangle is larger than the screen.
  bool sane() const {
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
      for (const ImDrawVert& v : list->VtxBuffer)
        if (!(v.pos.x > -1e6f && v.pos.x < 1e6f && v.pos.y > -1e6f && v.pos.y < 1e6f)) return false;
      for (const ImDrawCmd& c : list->CmdBuffer)
        if (c.ElemCount > 0 && (c.ClipRect.x < 0.f || c.ClipRect.z > size_.x)) return false;
    }
    return true;
  }

  /// The farthest corner to the right of anything in the main window.
  float rightmost() const {
    float right = 0.f;
    for (const ImDrawVert& v : ImGui::GetDrawData()->CmdLists[0]->VtxBuffer)
      right = v.pos.x > right ? v.pos.x : right;
    return right;
  }

  /// The lowest corner of anything in any window, but for what reaches to the end of the screen.
  float lowest() const {
    float low = 0.f;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
      for (const ImDrawVert& v : list->VtxBuffer)
        if (v.pos.y < size_.y - 1.f) low = std::max(low, v.pos.y);
    return low;
  }

  ui::Host host;

 private:
  /// Does what a renderer would do with a texture, less the drawing.
  static void accept(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate || texture.Status == ImTextureStatus_WantUpdates) {
      texture.SetTexID(1);
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy) {
      texture.SetTexID(ImTextureID_Invalid);
      texture.SetStatus(ImTextureStatus_Destroyed);
    }
  }

  ImVec2 size_;
  ImGuiContext* context_;
};

}  // namespace madang::test
