// <madang-demo name="attention" lang="ko" theme="auto" state="seed=7"></madang-demo>
// An element that shows one demo of Madang in a frame of its own: started when it comes near the screen, as tall as it needs to be.
(() => {
  if (customElements.get('madang-demo')) return; // several posts on one page each bring the script
  const site = new URL('.', document.currentScript.src);
  const nearby_px = 300;

  class MadangDemo extends HTMLElement {
    static observedAttributes = ['name', 'lang', 'theme', 'state', 'tour'];
    #frame = null;
    #observer = null;
    #onMessage = (event) => {
      if (event.source !== this.#frame?.contentWindow || event.origin !== site.origin) return;
      const height = Number(event.data?.madangHeight);
      if (height > 0 && height < 5000) this.#frame.style.height = `${Math.ceil(height)}px`;
    };

    connectedCallback() {
      this.style.display = 'block';
      this.style.minHeight = '420px';
      window.addEventListener('message', this.#onMessage);
      this.#observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#start();
      }, { rootMargin: `${nearby_px}px` });
      this.#observer.observe(this);
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#onMessage);
      this.#observer.disconnect();
      this.#frame?.remove();
      this.#frame = null;
    }

    attributeChangedCallback() {
      if (this.#frame) this.#frame.src = this.#address();
    }

    #address() {
      const name = this.getAttribute('name') ?? '';
      const address = new URL(`embed/${encodeURIComponent(name)}/`, site);
      for (const key of ['lang', 'theme'])
        if (this.hasAttribute(key)) address.searchParams.set(key, this.getAttribute(key));
      if (this.hasAttribute('state')) address.hash = this.getAttribute('state');
      if (this.hasAttribute('tour')) address.hash = `tour=${this.getAttribute('tour').replace(/^#?tour=/, '')}`;
      return address.href;
    }

    #start() {
      this.#observer.disconnect();
      const frame = document.createElement('iframe');
      frame.src = this.#address();
      frame.title = `Madang: ${this.getAttribute('name')}`;
      frame.allow = 'camera; clipboard-write; fullscreen';
      Object.assign(frame.style, { width: '100%', height: '520px', border: '0', display: 'block', colorScheme: 'normal' });
      this.#frame = frame;
      this.append(frame);
    }
  }
  customElements.define('madang-demo', MadangDemo);
})();
