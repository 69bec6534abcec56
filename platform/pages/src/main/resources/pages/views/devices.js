/** All devices in one table, and what can be done to those selected. */
import { html, nothing } from '/vendor/lit-html.js';
import { act, actionButtons } from '../actions.js';
import { chooseColumn, chosenColumns, COLUMNS } from '../device-columns.js';
import { facets, filter } from '../device-filter.js';
import { menu } from '../menu.js';
import { complain } from '../notice.js';
import { empty, problem } from '../parts.js';
import { store } from '../store.js';
import { Table } from '../table.js';
import { count, many, path } from '../text.js';

const REFRESH_MILLIS = 250; // a pool of thousands changes all the time: rows may be that old

export default function devices(page) {
  const table = new Table({
    label: 'Devices',
    key: (device) => device.name,
    open: (device) => page.go(path`/devices/${device.name}`),
    update: page.update,
    selectable: true,
    sort: page.query.get('sort') ?? 'name',
    onSort: (sort) => page.setQuery({ sort }),
  });
  let seen = { version: -1, key: '', at: 0 };
  let all = [];
  let shown = [];
  let offered = [];

  /** Filters and sorts only what has changed. */
  function recompute() {
    const key = `${page.query}`;
    const changed = store.version !== seen.version;
    if (key === seen.key && (!changed || performance.now() - seen.at < REFRESH_MILLIS)) {
      if (changed) {
        setTimeout(page.update, REFRESH_MILLIS);
      }
      return;
    }
    if (changed) {
      all = [...store.devices.values()];
      offered = facets(all);
    }
    shown = table.sorted(filter(all, page.query), COLUMNS);
    seen = { version: store.version, key, at: performance.now() };
  }

  const perform = (action) => act(action, table.selection).catch(complain);

  function filters() {
    return html`<search class="filters">
      <input id="search" type="search" placeholder="Search devices" aria-label="Search devices" aria-keyshortcuts="/"
        autocomplete="off" spellcheck="false" .value=${page.query.get('q') ?? ''} @input=${(event) => page.setQuery({ q: event.target.value })}>
      <details class="more" ?open=${matchMedia('(min-width: 641px)').matches}><summary>Filters</summary><div class="facets">
      ${offered.map(({ id, title, values }) => html`<select aria-label=${title} class=${page.query.has(id) ? 'set' : ''}
          @change=${(event) => page.setQuery({ [id]: event.target.value === '*' ? null : event.target.value })}>
        <option value="*">${title}</option>
        ${values.map(({ name, label, count: times }) => html`<option value=${name} ?selected=${page.query.get(id) === name}
          >${label || 'none'} (${count(times)})</option>`)}</select>`)}
        ${table.sorter(COLUMNS)}</div></details>
      ${menu('Columns', COLUMNS.slice(1).map(({ id, title }) => html`<label class="check"><input type="checkbox"
        .checked=${chosenColumns().some((column) => column.id === id)}
        @change=${(event) => {
          chooseColumn(id, event.target.checked);
          page.update();
        }}><span>${title}</span></label>`))}
    </search>`;
  }

  function actions() {
    const chosen = table.selection.length;
    const off = chosen === 0;
    return html`<div class="actions" role="group" aria-label="Actions on the selected devices">
      <span class="chosen" role="status">${off ? html`<span class="muted">Select devices to act on them</span>` : `${many(chosen, 'device')} selected`}</span>
      ${off ? nothing : html`<button type="button" class="quiet" @click=${() => table.clear()}>Clear</button>`}
      ${off ? nothing : actionButtons(table.selection, perform)}
    </div>`;
  }

  return {
    title: 'Devices',
    fixed: true,
    close: () => table.close(),
    view() {
      recompute();
      const columns = chosenColumns();
      return html`<header class="head"><h1 tabindex="-1">Devices</h1>
          <p class="muted" role="status">${store.loaded ? shown.length === all.length ? count(all.length)
            : `${count(shown.length)} of ${count(all.length)}` : 'Loading'}</p>
          ${shown.length < all.length ? html`<a href="/devices">Clear filters</a>` : nothing}</header>
        ${filters()} ${actions()}
        ${store.error && !store.loaded ? problem(store.error) : nothing}
        ${store.loaded && !shown.length ? all.length
          ? empty('No device matches.', html`<a href="/devices">Clear the filters</a> to see all ${count(all.length)}.`)
          : empty('The pool has no devices yet.', 'Name an inventory source in mozpool.yml and run: mozpool inventory-sync') : table.view(shown, columns)}`;
    },
  };
}
