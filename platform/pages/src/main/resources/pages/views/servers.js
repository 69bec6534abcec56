/** The imaging servers: who handles whose devices, with which version, under what load. */
import { html, nothing } from '/vendor/lit-html.js';
import { empty, loaded, plainTable, shape, since } from '../parts.js';
import { Resource, store } from '../store.js';
import { count, duration } from '../text.js';

const LOAD_MILLIS = 10_000;

export default function servers() {
  const all = new Resource('/api/cluster/', { events: ['servers'] });
  const again = setInterval(() => all.load(), LOAD_MILLIS);
  return {
    title: 'Servers',
    close() {
      clearInterval(again);
      all.close();
    },
    view: () => html`<header class="head"><h1 tabindex="-1">Servers</h1><p class="muted">these pages come from ${store.settings.server ?? location.host}</p></header>
      ${loaded(all, (value) => value.servers.length ? html`<div class="card">${plainTable('Servers', COLUMNS, value.servers)}</div>`
    : empty('No server is known.', 'One enters itself when it starts.'))}`,
  };
}

const COLUMNS = [
  { title: 'Server', kind: 'head', cell: (server) => html`<a href=${`/devices?${new URLSearchParams({ server: server.fqdn })}`}>${server.fqdn}</a><div class="by">${server.address ?? ''}</div>` },
  { title: 'State', cell: ({ alive }) => html`<span class="status ${alive ? 'idle' : 'failed'}">${shape(alive ? 'idle' : 'failed')}${alive ? 'alive' : 'away'}</span>` },
  { title: 'Its devices are handled by', cell: handler },
  { title: 'For', cell: (server) => since(server.lease_since) },
  { title: 'Lease left', cell: leaseLeft },
  { title: 'Devices', kind: 'number', cell: ({ devices }) => (devices == null ? nothing : count(devices)) },
  { title: 'Steps, last minute', kind: 'number', cell: ({ moved_last_minute: moved }) => (moved == null ? nothing : count(moved)) },
  { title: 'Version', cell: ({ version }) => version ?? '' },
  { title: 'Takes over with', cell: (server) => server.failover_group ?? html`<span class="muted">nobody</span>` },
];

function leaseLeft({ lease_seconds_left: left }) {
  if (left == null) {
    return html`<span class="muted">needs none</span>`;
  }
  return left < 0 ? html`<span class="bad">ran out</span>` : duration(left);
}

function handler({ fqdn, lease_holder: name, alive }) {
  if (name) {
    return name === fqdn ? 'itself' : name;
  }
  return alive ? 'itself' : html`<span class="bad">nobody</span>`;
}
