/** Shares one connection to the server's events among all tabs of a browser. */
import { Events } from './events.js';

const topics = new Map(); // of each tab
const events = new Events((message) => topics.forEach((_, port) => port.postMessage(message)));

self.onconnect = ({ ports: [port] }) => {
  topics.set(port, []);
  port.onmessage = ({ data }) => {
    if (data.gone) {
      topics.delete(port);
    } else {
      topics.set(port, data.follow);
    }
    events.follow([...topics.values()].flat());
  };
  port.postMessage({ state: events.state });
};
