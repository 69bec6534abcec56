/** Asks for an image and its boot config, by the names of its keys or as raw JSON. */
import { html, nothing } from '/vendor/lit-html.js';
import { ApiError, get } from './api.js';
import { field, options } from './parts.js';

const KEY = 'key:';

/** @param images rows of `/api/admin/images/` */
export class ImageFields {
  #images;
  #chosen;
  #raw = false;

  constructor(images) {
    this.#images = images;
    this.#chosen = images.find((image) => !image.hidden) ?? images[0];
  }

  static async load() {
    return new ImageFields((await get('/api/admin/images/')).images);
  }

  view(redraw) {
    if (!this.#chosen) {
      return html`<p class="muted">There is no image yet: add one at <a href="/images">Images</a>.</p>`;
    }
    const choose = (event) => {
      this.#chosen = this.#images.find((image) => image.name === event.target.value);
      redraw();
    };
    const toggle = (event) => {
      this.#raw = event.target.checked;
      redraw();
    };
    const keys = this.#chosen.boot_config_keys;
    return html`${field('Image', html`<select name="image" @change=${choose}>${
      options(this.#images.map((image) => [image.name, image.hidden ? `${image.name} (hidden)` : image.name]), this.#chosen.name)}</select>`)}
      ${this.#raw ? field('Boot config, as JSON', html`<textarea name="raw" rows="5" spellcheck="false" class="code"
          .value=${JSON.stringify(Object.fromEntries(keys.map((key) => [key, ''])), null, 2)}></textarea>`)
        : keys.map((key) => field(key, html`<input name=${KEY + key} required autocomplete="off" spellcheck="false">`,
          `boot config of ${this.#chosen.name}`))}
      ${keys.length || this.#raw ? html`<label class="check"><input type="checkbox" .checked=${this.#raw} @change=${toggle}>
        <span>Give the boot config as raw JSON</span></label>` : nothing}`;
  }

  /** The image and the boot config of a form's values. */
  read(values) {
    return { image: values.image, boot_config: this.#raw ? this.#own(object(values.raw)) : named(values) };
  }

  #own(config) {
    const keys = this.#chosen.boot_config_keys;
    const foreign = Object.keys(config).filter((key) => !keys.includes(key));
    if (foreign.length) {
      throw new ApiError(400, `Boot config: image ${this.#chosen.name} has no key '${foreign[0]}'; it has ${keys.join(', ') || 'none'}.`);
    }
    return config;
  }
}

function named(values) {
  return Object.fromEntries(Object.entries(values)
    .filter(([name]) => name.startsWith(KEY))
    .map(([name, value]) => [name.slice(KEY.length), value]));
}

/** JSON that a person wrote; throws where it is no object. */
export function object(text) {
  try {
    const value = JSON.parse(text || '{}');
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // said below
  }
  throw new ApiError(400, 'Boot config: expected a JSON object such as {"b2gbase": "http://builds.example.com/1"}.');
}
