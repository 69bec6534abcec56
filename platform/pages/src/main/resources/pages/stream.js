/** The server's events, in this tab: one connection for all tabs where the browser can share it. */
import { Events } from './events.js';

const listeners = new Map(); // of event types, to sets of functions
let connection = null;
let follow = () => {};
let followed = [];

/** How the connection is: connecting, live or away, and since when. */
export const stream = { state: 'connecting', since: Date.now() };

/** Calls a function with the data of each event of a type; gives the function that ends it. */
export function on(type, listener) {
  const all = listeners.get(type) ?? new Set();
  listeners.set(type, all.add(listener));
  return () => all.delete(listener);
}

/** Asks for the log lines of a machine, `device:NAME` or `request:ID`; gives the function that ends it. */
export function followLog(topic) {
  followed = [...followed, topic];
  follow(followed);
  return () => {
    followed = followed.filter((each) => each !== topic);
    follow(followed);
  };
}

/** Connects. */
export function start() {
  if (connection) {
    return;
  }
  try {
    connect(new SharedWorker('/assets/stream-worker.js', { type: 'module', name: 'mozpool' }));
  } catch {
    connectAlone(); // there are no such workers, or the browser blocks them
  }
}

function connect(worker) {
  const { port } = worker;
  connection = port;
  port.onmessage = ({ data }) => take(data);
  follow = (topics) => port.postMessage({ follow: topics });
  addEventListener('pagehide', () => port.postMessage({ gone: true }));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
  worker.onerror = () => { // its script did not come: the server is away
    port.close();
    connectAlone();
  };
}

function connectAlone() {
  const events = new Events(take);
  connection = events;
  follow = (topics) => events.follow(topics);
  follow(followed);
}

function take({ state, opened, events }) {
  if (state && state !== stream.state) {
    Object.assign(stream, { state, since: Date.now() });
    tell('state', state);
  }
  if (opened) {
    tell('opened');
  }
  events?.forEach(({ type, data }) => tell(type, data));
  if (events) {
    tell('batch', events);
  }
}

function tell(type, data) {
  listeners.get(type)?.forEach((listener) => listener(data));
}
