const pause_ms = { playing: 6000, resting: 2000 };

/** Tells a screen reader what is shown, at a pace at which it can be listened to: seldom while a run plays, soon after it stopped, and
 *  nothing twice. */
export class Mirror {
  #element;
  #now;
  #state = { notice: '', description: '', playing: false };
  #told_at_ms = -Infinity;
  #timer = 0;
  #begun = false;

  /** @param {HTMLElement} element  a live region  @param {() => number} now  a clock, in ms */
  constructor(element, now = () => performance.now()) {
    this.#element = element;
    this.#now = now;
  }

  /** Nothing is told before the first picture. */
  begin() {
    this.#begun = true;
    this.#tellSoon();
  }

  /** @param {{notice?: string, description?: string, playing?: boolean}} news  what is other than it was told to this mirror */
  take(news) {
    const before = this.#state;
    this.#state = { ...before, ...news };
    const urgent = this.#state.notice !== before.notice || (before.playing && !this.#state.playing);
    if (this.#begun && (urgent || !this.#timer)) this.#tellSoon(urgent);
  }

  #tellSoon(urgent = false) {
    clearTimeout(this.#timer);
    const pause = this.#state.playing && !urgent ? pause_ms.playing : pause_ms.resting;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      const text = [this.#state.notice, this.#state.description].filter(Boolean).join('\n');
      if (this.#element.textContent === text) return;
      this.#told_at_ms = this.#now();
      this.#element.textContent = text;
    }, Math.max(0, this.#told_at_ms + pause - this.#now()));
  }
}
