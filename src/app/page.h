#pragma once

#include <cstddef>

/// What the page's module asks of the page it stands on; page.js ties these to the object that mount.js
/// gives. Texts are UTF-8 with a terminating zero.
extern "C" {
/// The canvas that SDL takes; before SDL starts.
void madang_page_bind_canvas();
void madang_page_send(int engine, const std::byte* command, std::size_t size);
void madang_page_close_engine(int engine);
void madang_page_download(const char* name, const char* type, const std::byte* contents, std::size_t size);
void madang_page_save_picture(const char* name, float left, float top, float width, float height);
void madang_page_pick_file();
void madang_page_ask_photo(bool camera);
void madang_page_share(const char* fragment);
void madang_page_copy(const char* text);
void madang_page_status(double step, bool playing, bool replaying, bool can_step);
void madang_page_notice(const char* notice);
void madang_page_changes(const char* told);
void madang_page_describe(const char* description);
void madang_page_want_height(float height);
void madang_page_request_frame();
/// Shows or moves the text field `id`; `box` is left, top, width, height and the visible left, top, right,
/// bottom.
void madang_page_text_field(unsigned id, const float* box, const char* name, const char* value,
                            const char* label, const char* placeholder, std::size_t most_bytes,
                            bool multi_line, bool numeric);
/// All controls of the picture, see ui::Access.
void madang_page_controls(const char* message);
/// What is under the pointer that keys lead.
void madang_page_told(const char* text);
/// Text fields that were not shown since the last call go away.
void madang_page_end_of_text_fields();
}
