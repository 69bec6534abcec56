/** A log that goes on while it is read, with a search. */
import { html, nothing } from '/vendor/lit-html.js';
import { get } from './api.js';
import { at, empty, problem } from './parts.js';
import { followLog, on } from './stream.js';
import { many, path } from './text.js';

const FIRST = 500;
const KEPT = 5000;
const RETRY_MILLIS = 2000;

export class Log {
  #kind;
  #name;
  #update;
  #lines = [];
  #all = false;
  #search = '';
  #error = null;
  #retry = 0;
  #ends = [];

  /**
   * @param kind device or request
   * @param name the device's name, or the request's number
   */
  constructor(kind, name, update) {
    this.#kind = kind;
    this.#name = name;
    this.#update = update;
    this.#ends = [
      followLog(`${kind}:${name}`),
      on('log', (line) => String(line[kind]) === String(name) && this.#add([line])),
      on('opened', () => this.#load(this.#all ? 0 : FIRST)), // what was written until then was not streamed
    ];
    this.#load(FIRST);
  }

  /** The lines that there are, oldest first. */
  get lines() {
    return this.#lines;
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#ends = [];
    clearTimeout(this.#retry);
  }

  view() {
    const wanted = this.#search.toLowerCase();
    const shown = this.#lines.filter(({ message, source }) => !wanted || `${source} ${message}`.toLowerCase().includes(wanted));
    return html`<section class="log" data-anchor="log" aria-labelledby="log-title">
      <header><h2 id="log-title">Log</h2>
        <input type="search" aria-label="Search the log" placeholder="Search the log" .value=${this.#search}
          @input=${(event) => {
            this.#search = event.target.value;
            this.#update();
          }}>
        <span class="muted" role="status">${wanted ? `${shown.length} of ${many(this.#lines.length, 'line')}` : many(shown.length, 'line')}</span>
        ${this.#all || this.#lines.length < FIRST ? nothing
          : html`<button type="button" class="quiet" @click=${() => this.#load(0)}>Load all</button>`}
        <a href=${path`/api/${this.#kind}/${this.#name}/log/`} target="_blank" rel="noopener">As JSON</a></header>
      ${this.#error ? problem(this.#error) : nothing}
      ${shown.length ? html`<div class="lines" tabindex="0" role="region" aria-label="Lines, newest first"><ol>${[...shown].reverse().slice(0, KEPT).map((line) =>
        html`<li class=${/fail|error|refused/i.test(line.message) ? 'bad' : ''}>${at(line.timestamp)}<span class="source">${line.source}</span><span class="message">${line.message}</span></li>`)}</ol></div>`
        : empty(wanted ? 'No line matches.' : 'Nothing was logged yet.', wanted ? 'Load all lines, or search for something else.' : 'Lines come here as they are written.')}
    </section>`;
  }

  async #load(limit) {
    clearTimeout(this.#retry);
    try {
      const { log } = await get(path`/api/${this.#kind}/${this.#name}/log/` + `?limit=${limit}`);
      this.#all = limit === 0;
      this.#error = null;
      this.#add(log);
    } catch (error) {
      this.#error = error;
      if (error.isPassing && this.#ends.length) {
        this.#retry = setTimeout(() => this.#load(limit), RETRY_MILLIS);
      }
      this.#update();
    }
  }

  /** Lines come by the stream and by loading, perhaps twice. */
  #add(lines) {
    const known = new Map(this.#lines.map((line) => [line.id, line]));
    lines.forEach((line) => known.set(line.id, line));
    this.#lines = [...known.values()].sort((a, b) => a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.id - b.id).slice(-KEPT);
    this.#update();
  }
}
