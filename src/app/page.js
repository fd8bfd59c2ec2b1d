// Imports of the page's module: they hand everything to the object that mount.js passes as Module.madang.
addToLibrary({
  madang_page_bind_canvas__deps: ['$specialHTMLTargets'],
  // SDL asks for "#canvas" by that name; several demos on one page each have their own.
  madang_page_bind_canvas: () => { specialHTMLTargets['#canvas'] = Module['canvas']; },
  madang_page_send: (engine, command, size) => { Module['madang']['send'](engine, HEAPU8.slice(command, command + size)); },
  madang_page_close_engine: (engine) => { Module['madang']['closeEngine'](engine); },
  madang_page_download__deps: ['$UTF8ToString'],
  madang_page_download: (name, type, contents, size) => {
    Module['madang']['download'](UTF8ToString(name), UTF8ToString(type), HEAPU8.slice(contents, contents + size));
  },
  madang_page_save_picture__deps: ['$UTF8ToString'],
  madang_page_save_picture: (name, left, top, width, height) => {
    Module['madang']['savePicture'](UTF8ToString(name), { 'left': left, 'top': top, 'width': width, 'height': height });
  },
  madang_page_pick_file: () => { Module['madang']['pickFile'](); },
  madang_page_ask_photo: (camera) => { Module['madang']['askPhoto'](!!camera); },
  madang_page_share__deps: ['$UTF8ToString'],
  madang_page_share: (fragment) => { Module['madang']['share'](UTF8ToString(fragment)); },
  madang_page_copy__deps: ['$UTF8ToString'],
  madang_page_copy: (text) => { Module['madang']['copy'](UTF8ToString(text)); },
  madang_page_status: (step, playing, replaying, canStep) => { Module['madang']['status'](step, !!playing, !!replaying, !!canStep); },
  madang_page_notice__deps: ['$UTF8ToString'],
  madang_page_notice: (notice) => { Module['madang']['notice'](UTF8ToString(notice)); },
  madang_page_changes__deps: ['$UTF8ToString'],
  madang_page_changes: (told) => { Module['madang']['changes'](UTF8ToString(told)); },
  madang_page_describe__deps: ['$UTF8ToString'],
  madang_page_describe: (description) => { Module['madang']['describe'](UTF8ToString(description)); },
  madang_page_want_height: (height) => { Module['madang']['wantHeight'](height); },
  madang_page_request_frame: () => { Module['madang']['requestFrame'](); },
  madang_page_text_field__deps: ['$UTF8ToString'],
  madang_page_text_field: (id, box, name, value, label, placeholder, mostBytes, multiLine, numeric) => {
    const [left, top, width, height, clipLeft, clipTop, clipRight, clipBottom] = HEAPF32.subarray(box >> 2, (box >> 2) + 8);
    Module['madang']['textField']({
      'id': id >>> 0, 'left': left, 'top': top, 'width': width, 'height': height,
      'clipLeft': clipLeft, 'clipTop': clipTop, 'clipRight': clipRight, 'clipBottom': clipBottom,
      'name': UTF8ToString(name), 'value': UTF8ToString(value), 'label': UTF8ToString(label),
      'placeholder': UTF8ToString(placeholder), 'mostBytes': mostBytes, 'multiLine': !!multiLine, 'numeric': !!numeric,
    });
  },
  madang_page_controls__deps: ['$UTF8ToString'],
  madang_page_controls: (message) => { Module['madang']['controls'](UTF8ToString(message)); },
  madang_page_told__deps: ['$UTF8ToString'],
  madang_page_told: (text) => { Module['madang']['told'](UTF8ToString(text)); },
  madang_page_end_of_text_fields: () => { Module['madang']['endOfTextFields'](); },
});
