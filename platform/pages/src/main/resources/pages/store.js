/** What the pages know of the pool: loaded once, then kept by the server's events. */
import { get } from './api.js';
import { on, start } from './stream.js';

const CONNECT_MILLIS = 250;
const RETRY_MILLIS = 2000;
const listeners = new Set();
const resources = new Set();
let wasLive = false;
let asked = false;

/** Devices by name, requests by id; `version` counts their changes. */
export const store = {
  devices: new Map(),
  requests: new Map(),
  settings: { device_states: {}, request_states: [], inventory_link: null },
  version: 0,
  loaded: false,
  error: null,
  closedWanted: false,
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
  get('/api/ui-settings/').then((settings) => changed(Object.assign(store.settings, settings)), tellAll);
}

function connected(state) {
  if (state === 'live') {
    if (wasLive) {
      again('resync');
    }
    wasLive = true;
  }
  tellAll();
}

/** Has the closed requests, too, from now on. */
export function wantClosed() {
  if (!store.closedWanted) {
    store.closedWanted = true;
    load();
  }
}

/** Something that the server tells when asked, and again when an event says that it changed. */
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
    }
    tellAll();
  }

  /** Loads it again soon if that event concerns it. */
  again(type) {
    if ((type === 'resync' || type === 'hello' || this.#events.has(type)) && !this.#timer) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.load();
      }, this.#pace);
    }
  }

  close() {
    clearTimeout(this.#timer);
    resources.delete(this);
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
    const [{ devices }, { requests }] = await Promise.all([
      get('/api/device/list/?details'),
      get(store.closedWanted ? '/api/request/list/?include_closed' : '/api/request/list/'),
    ]);
    store.devices = new Map(devices.map((device) => [device.name, device]));
    store.requests = new Map(requests.map((request) => [request.id, request]));
    meanwhile.forEach(apply);
    Object.assign(store, { loaded: true, error: null });
  } catch (error) {
    store.error = error;
    stale = !store.loaded && (await new Promise((done) => setTimeout(() => done(true), RETRY_MILLIS)));
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
