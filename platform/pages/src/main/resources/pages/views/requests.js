/** All requests, and a way to make one. */
import { html, nothing } from '/vendor/lit-html.js';
import { post } from '../api.js';
import { ask } from '../dialog.js';
import { askForDevice, lengthField, readLength } from '../new-request.js';
import { complain, say } from '../notice.js';
import { bootMark, deviceLink, empty, options, problem, requestLink, requestState, since } from '../parts.js';
import { isOver } from '../states.js';
import { loadOlder, store, wantClosed } from '../store.js';
import { Table } from '../table.js';
import { count, many, moment, now, own, path, duration, words } from '../text.js';

const DURATION = () => '59 min 59 s';
const SHAPE = 17; // pixels, with the gap
const MARK = 36;
const text = (key) => ({ value: (request) => request[key] ?? '', text: (request) => String(request[key] ?? ''), cell: (request) => request[key] ?? '' });

const COLUMNS = [
  { id: 'id', title: 'Request', card: 'title', value: ({ id }) => id, text: ({ id }) => `#${id}`, cell: ({ id }) => requestLink(id) },
  { id: 'state', title: 'State', grow: 1, card: 'state', extra: SHAPE, value: ({ state }) => state, text: ({ state }) => words(state), cell: ({ state }) => requestState(state) },
  { id: 'since', title: 'For', card: 'line', hint: 'How long it has been in its state', value: (each) => -moment(each.state_since), text: DURATION, cell: (each) => since(each.state_since) },
  { id: 'requested', title: 'Wanted', grow: 0.6, ...text('requested_device') },
  { id: 'device', title: 'Device', grow: 0.8, card: 'line', ...text('assigned_device'), cell: (each) => each.assigned_device ? deviceLink(each.assigned_device) : nothing },
  { id: 'device_state', title: 'Device state', grow: 0.8, value: (each) => each.device_state, text: (each) => words(each.device_state), cell: (each) => words(each.device_state) },
  { id: 'image', title: 'Image', grow: 0.6, card: 'line', extra: MARK, ...text('image'), cell: (each) => [each.image ?? '', bootMark(each.boot_config)] },
  { id: 'assignee', title: 'Assignee', grow: 1.2, card: 'line', most: 260, ...text('assignee') },
  { id: 'expires', title: 'Time left', value: (each) => moment(each.expires), text: DURATION, cell: (each) => left(each) },
  { id: 'environment', title: 'Environment', grow: 0.5, ...text('environment') },
  { id: 'server', title: 'Server', grow: 0.8, ...text('imaging_server') },
];

const STATES = [['', 'Open and failed'], ['waiting', 'Waiting'], ['ready', 'Ready'], ['failed', 'Failed'], ['closed', 'Closed'], ['all', 'All, closed ones too']];
const SEARCHED = ['state', 'requested_device', 'assigned_device', 'assignee', 'image', 'environment', 'boot_config'];

const KEEPS = {
  '': ({ state }) => state !== 'closed',
  waiting: ({ state }) => !isOver(state) && state !== 'ready',
  ready: ({ state }) => state === 'ready',
  failed: ({ state }) => state.startsWith('failed_'),
  closed: ({ state }) => state === 'closed',
  all: () => true,
};

const left = ({ expires, state }) => isOver(state) ? nothing : moment(expires) > now() ? duration((moment(expires) - now()) / 1000) : 'over';

export default function requests(page) {
  const table = new Table({
    label: 'Requests',
    key: ({ id }) => id,
    open: ({ id }) => page.go(path`/requests/${id}`),
    update: page.update,
    selectable: true,
    sort: page.query.get('sort') ?? '-id',
    onSort: (sort) => page.setQuery({ sort }),
  });
  const made = (id) => page.go(path`/requests/${id}`);
  const look = () => ['closed', 'all'].includes(page.query.get('state')) && wantClosed();

  if (page.query.has('new')) {
    const wanted = page.query.get('new');
    page.query.delete('new');
    history.replaceState(null, '', '/requests');
    askForDevice(wanted, made).catch(complain);
  }
  look();

  let seen = {};

  /** Filters and sorts only what has changed. */
  function shown() {
    const key = `${store.version} ${table.sort} ${page.query}`;
    seen = key === seen.key ? seen : { key, rows: found() };
    return seen.rows;
  }

  function found() {
    const keeps = own(KEEPS, page.query.get('state') ?? '') ?? (({ state }) => state === page.query.get('state'));
    const search = (page.query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...store.requests.values()].filter((each) => keeps(each)
      && search.every((word) => SEARCHED.some((key) => each[key]?.toLowerCase().includes(word)) || word.replace('#', '') === String(each.id)));
    return table.sorted(rows, COLUMNS);
  }

  function actions() {
    const open = table.selection.filter(({ state }) => !isOver(state));
    return html`<div class="actions" role="group" aria-label="Actions on the selected requests">
      <button type="button" class="main" @click=${() => askForDevice('any', made).catch(complain)}>New request</button>
      ${table.selection.length ? html`<span class="chosen" role="status">${many(table.selection.length, 'request')} selected${open.length ? '' : ', none of them open'}</span>
        <button type="button" ?disabled=${!open.length} @click=${() => renew(open)}>Renew</button>
        <button type="button" ?disabled=${!open.length} @click=${() => giveBack(open)}>Return</button>
        <button type="button" class="quiet" @click=${() => table.clear()}>Clear</button>` : nothing}</div>`;
  }

  return {
    title: 'Requests',
    fixed: true,
    close: () => table.close(),
    view() {
      const rows = shown();
      const narrowed = page.query.has('q') || page.query.has('state');
      return html`<header class="head"><h1 tabindex="-1">Requests</h1><p class="muted" role="status">${store.loaded ? count(rows.length) : 'Loading'}</p></header>
        <search class="filters"><input id="search" type="search" placeholder="Search requests" aria-label="Search requests" aria-keyshortcuts="/" autocomplete="off"
            .value=${page.query.get('q') ?? ''} @input=${(event) => page.setQuery({ q: event.target.value })}>
          <select aria-label="State" class=${page.query.has('state') ? 'set' : ''} @change=${(event) => {
            page.setQuery({ state: event.target.value });
            look();
          }}>${options(STATES, page.query.get('state') ?? '')}</select>${table.sorter(COLUMNS)}</search>
        ${actions()}
        ${store.older ? html`<p class="muted">Of closed requests only the newest are here.
          <button type="button" @click=${() => loadOlder().catch(complain)}>Load older requests</button></p>` : nothing}
        ${store.error && !store.loaded ? problem(store.error) : nothing}
        ${store.loaded && !rows.length ? empty(narrowed ? 'No request matches.' : 'No request is open.', narrowed ? html`<a href="/requests">Clear the filters</a>`
    : 'Make one with the button above; closed ones are shown by the filter.') : table.view(rows, COLUMNS)}`;
    },
  };
}

/** Asks for how long, and renews. */
export const renew = (all) => ask({
  title: `Renew ${all.length === 1 ? `request ${all[0].id}` : many(all.length, 'request')}`,
  submit: 'Renew',
  body: () => html`<p>It goes on for this long, counted from now.</p>${lengthField('For how long')}`,
  run: async (values) => {
    const length = readLength(values.duration);
    await Promise.all(all.map(({ id }) => post(path`/api/request/${id}/renew/`, { duration: length })));
    say(`Renewed for ${duration(length)}.`);
  },
});

/** Asks whether it is meant, and gives the devices back. */
export const giveBack = (all) => ask({
  title: `Return ${all.length === 1 ? `request ${all[0].id}` : many(all.length, 'request')}`,
  submit: 'Return',
  body: () => html`<p>The device is free for others at once; what is on it may be overwritten.</p>`,
  run: async () => {
    await Promise.all(all.map(({ id }) => post(path`/api/request/${id}/return/`)));
    say(all.length === 1 ? 'The request was returned.' : `${all.length} requests were returned.`);
  },
});
