/** What the pages know of the pool: loaded once, then kept by the server's events. */
import { get } from './api.js';
import { on, start } from './stream.js';

const CONNECT_MILLIS = 250;
const RETRY_MILLIS = 2000;
const listeners = new Set();
const resources = new Set();
const NO_SETTINGS = { device_states: {}, unknown_state_class: 'failed', accepted_events: {}, request_states: [], inventory_link: null };
let settings = null;
let wasAway = false;
let asked = false;

/** Devices by name, requests by id; `version` counts their changes. */
export const store = {
  devices: new Map(),
  requests: new Map(),
  get settings() {
    return settings?.value ?? NO_SETTINGS;
  },
  version: 0,
  loaded: false,
  error: null,
  closedWanted: false,
  older: null, // where the requests are that are older than all of these
};

/** Calls a function after each change; gives the function that ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to load and to listen. */
export function open() {
  start();
  on('batch', (events) => {
    meanwhile.push(...(loading ? events : []));
    events.forEach(apply);
    const types = new Set(events.map((event) => event.type));
    types.forEach(again);
    if (types.has('resync') || types.has('hello')) { // what changed before the stream began, it does not tell
      load();
    }
    changed();
  });
  on('state', connected);
  setTimeout(() => !asked && load(), CONNECT_MILLIS); // another tab may have had the hello
  settings = new Resource('/api/ui-settings/');
}

/** A server that comes back may go on without a hello. */
function connected(state) {
  if (state === 'live' && wasAway) {
    again('resync');
  }
  wasAway = state === 'away';
  tellAll();
}

/** Has the closed requests, too, from now on. */
export function wantClosed() {
  if (!store.closedWanted) {
    store.closedWanted = true;
    load();
  }
}

/** Has the next of the requests that are older than all that there are. */
export async function loadOlder() {
  const { pathname, search } = new URL(store.older);
  const { requests, next = null } = await get(pathname + search); // of the server that the page came from
  requests.filter(({ id }) => !store.requests.has(id)).forEach((request) => store.requests.set(request.id, request));
  store.older = next;
  changed();
}

/** Something that the server tells when asked, and again when an event says that it changed; asked again while the server is away. */
export class Resource {
  value = null;
  error = null;
  #path;
  #events;
  #timer = 0;
  #pace;

  /** @param pace milliseconds between two loads that events ask for */
  constructor(path, { events = [], pace = 500 } = {}) {
    this.#path = path;
    this.#events = new Set(events);
    this.#pace = pace;
    resources.add(this);
    this.load();
  }

  async load() {
    try {
      this.value = await get(this.#path);
      this.error = null;
    } catch (error) {
      this.error = error;
      if (error.isPassing) {
        this.#loadIn(RETRY_MILLIS);
      }
    }
    tellAll();
  }

  /** Loads it again soon if that event concerns it. */
  again(type) {
    if (type === 'resync' || type === 'hello' || this.#events.has(type)) {
      this.#loadIn(this.#pace);
    }
  }

  close() {
    clearTimeout(this.#timer);
    resources.delete(this);
  }

  #loadIn(millis) {
    if (resources.has(this)) {
      this.#timer ||= setTimeout(() => {
        this.#timer = 0;
        this.load();
      }, millis);
    }
  }
}

let loading = false;
let stale = false;
let meanwhile = []; // events that came while the lists were on their way: they may be newer

/** Loads the lists; asked again meanwhile, once more. */
async function load() {
  stale = loading;
  if (loading) {
    return;
  }
  loading = true;
  asked = true;
  meanwhile = [];
  try {
    const [{ devices }, { requests, next = null }] = await Promise.all([
      get('/api/device/list/?details'),
      get(store.closedWanted ? '/api/request/list/?include_closed' : '/api/request/list/'),
    ]);
    store.devices = new Map(devices.map((device) => [device.name, device]));
    store.requests = new Map(requests.map((request) => [request.id, request]));
    meanwhile.forEach(apply);
    Object.assign(store, { loaded: true, error: null, older: next });
  } catch (error) {
    store.error = error;
    stale = (!store.loaded || error.isPassing) && (await new Promise((done) => setTimeout(() => done(true), RETRY_MILLIS)));
  }
  loading = false;
  changed();
  if (stale) {
    load();
  }
}

function apply({ type, data }) {
  if (type === 'device') {
    store.devices.set(data.device.name, data.device);
  } else if (type === 'device_gone') {
    store.devices.delete(data.name);
  } else if (type === 'request') {
    store.requests.set(data.request.id, data.request);
  } else if (type === 'request_gone') {
    store.requests.delete(data.id);
  }
}

function again(type) {
  resources.forEach((resource) => resource.again(type));
}

function changed() {
  store.version++;
  tellAll();
}

function tellAll() {
  listeners.forEach((listener) => listener());
}
