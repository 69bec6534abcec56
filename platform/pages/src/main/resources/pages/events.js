/** A connection to the server's events: kept up, with topics that may change while it goes on. */
export class Events {
  #source = null;
  #topics = '';
  #last = '';
  #batch = [];
  #state = 'connecting';
  #retry = 0;
  #deliver;

  /** @param deliver takes `{ state }`, `{ opened }` or `{ events: [{ type, data }] }` */
  constructor(deliver) {
    this.#deliver = deliver;
    this.#open();
    setInterval(() => this.#flush(), 50);
  }

  /** What the connection is like: connecting, live or away. */
  get state() {
    return this.#state;
  }

  /** Subscribes to the logs of these, `device:NAME` or `request:ID`, and to no others. */
  follow(topics) {
    const wanted = [...new Set(topics)].sort().join('\n');
    if (wanted !== this.#topics) {
      this.#topics = wanted;
      this.#open();
    }
  }

  #open() {
    clearTimeout(this.#retry);
    const query = new URLSearchParams();
    this.#topics.split('\n').filter(Boolean).forEach((topic) => query.append('log', topic));
    if (this.#last) {
      query.set('last_event_id', this.#last);
    }
    const source = new EventSource(`/api/events/?${query}`);
    for (const type of ['hello', 'resync', 'device', 'device_gone', 'request', 'request_gone', 'log', 'catalogue', 'servers']) {
      source.addEventListener(type, (event) => this.#take(source, type, event));
    }
    source.onopen = () => source === this.#source && this.#opened();
    source.onerror = () => source === this.#source && this.#lost(source);
    this.#source?.close();
    this.#source = source;
  }

  #take(source, type, event) {
    if (source === this.#source) {
      this.#last = event.lastEventId || this.#last;
      this.#batch.push({ type, data: JSON.parse(event.data || '{}') });
    }
  }

  #lost(source) {
    this.#is('away');
    if (source.readyState === EventSource.CLOSED) { // refused, which a browser takes for final
      this.#retry = setTimeout(() => this.#open(), 2000);
    }
  }

  #opened() {
    this.#is('live');
    this.#deliver({ opened: true });
  }

  #is(state) {
    if (this.#state !== state) {
      this.#state = state;
      this.#deliver({ state });
    }
  }

  #flush() {
    if (this.#batch.length) {
      this.#deliver({ events: this.#batch.splice(0) });
    }
  }
}
