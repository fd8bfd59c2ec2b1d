const most_bytes = 4 * 1024 * 1024;

/**
 * Files dropped on the stage, as text.
 * @param {HTMLElement} stage
 * @param {{onText: (text: string) => void, onRefused: (message: string) => void}} events
 */
export function acceptFiles(stage, say, { onText, onRefused }) {
  const hasFile = (event) => event.dataTransfer?.types.includes('Files');
  stage.addEventListener('dragover', (event) => { if (hasFile(event)) event.preventDefault(); });
  stage.addEventListener('drop', async (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > most_bytes) return onRefused(say.tooLarge(file.name, '4 MiB'));
    try {
      onText(await file.text());
    } catch {
      onRefused(say.unreadable(file.name));
    }
  });
}
