/** A connection to the server's events: kept up, with topics that may change while it goes on. */
const TYPES = ['hello', 'resync', 'heartbeat', 'device', 'device_gone', 'request', 'request_gone', 'log', 'log_unknown', 'catalogue', 'servers'];
const FLUSH_MILLIS = 50;
const WATCH_MILLIS = 1000;
const RETRY_MILLIS = 2000;

/** Two heartbeats of the server that did not come, and a little more. */
const SILENCE_MILLIS = 32_000;

export class Events {
  #source = null;
  #topics = [];
  #withTopics = true;
  #last = '';
  #batch = [];
  #state = 'connecting';
  #heard = 0;
  #retry = 0;
  #deliver;

  /** @param deliver takes `{ state }`, `{ opened }` or `{ events: [{ type, data }] }` */
  constructor(deliver) {
    this.#deliver = deliver;
    this.#open();
    setInterval(() => this.#flush(), FLUSH_MILLIS);
    setInterval(() => this.#watch(), WATCH_MILLIS);
  }

  /** How the connection is: connecting, live or away. */
  get state() {
    return this.#state;
  }

  /** Subscribes to the logs of these, `device:NAME` or `request:ID`, and to no others. */
  follow(topics) {
    const wanted = [...new Set(topics)].sort();
    if (JSON.stringify(wanted) !== JSON.stringify(this.#topics)) {
      this.#topics = wanted;
      this.#withTopics = true;
      this.#open();
    }
  }

  #open() {
    clearTimeout(this.#retry);
    const query = new URLSearchParams();
    if (this.#withTopics) {
      this.#topics.forEach((topic) => query.append('log', topic));
    }
    if (this.#last) {
      query.set('last_event_id', this.#last);
    }
    const source = new EventSource(`/api/events/?${query}`);
    for (const type of TYPES) {
      source.addEventListener(type, (event) => this.#take(source, type, event));
    }
    source.onopen = () => source === this.#source && this.#opened();
    source.onerror = () => source === this.#source && this.#lost(source);
    this.#source?.close();
    this.#source = source;
    this.#heard = performance.now();
  }

  #take(source, type, event) {
    if (source === this.#source) {
      this.#heard = performance.now();
      this.#last = event.lastEventId || this.#last;
      if (type !== 'heartbeat') {
        this.#batch.push({ type, data: JSON.parse(event.data || '{}') });
      }
    }
  }

  #lost(source) {
    this.#is('away');
    if (source.readyState === EventSource.CLOSED) { // refused, which a browser takes for final
      this.#withTopics = !this.#withTopics; // one that the server does not understand costs no more than the logs
      this.#retry = setTimeout(() => this.#open(), RETRY_MILLIS);
    }
  }

  #opened() {
    this.#heard = performance.now();
    this.#is('live');
    this.#deliver({ opened: true });
  }

  /** A server that stands still, and a network that swallows everything, end no connection. */
  #watch() {
    if (performance.now() - this.#heard > SILENCE_MILLIS) {
      this.#is('away');
      this.#open();
    }
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
