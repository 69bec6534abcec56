/** The front page: how the pool is, what waits, what needs a person, what happened. */
import { html, nothing } from '/vendor/lit-html.js';
import { post } from '../api.js';
import { Chart } from '../chart.js';
import { complain } from '../notice.js';
import { at, className, deviceLink, empty, loaded, plainTable, problem, requestLink, requestState, shape, since } from '../parts.js';
import { classOf, CLASS_NAMES, CLASSES, isOver, typeOf } from '../states.js';
import { Resource, store } from '../store.js';
import { count, duration, many, moment, now, path, words } from '../text.js';
import { unknownBoards } from '../unknown-boards.js';

const LISTED = 12;
const SHARED_SHOWN = 4;
const HISTORY_MILLIS = 60_000;

export default function pool(page) {
  const failed = new Resource('/api/report/failed/', { events: ['device', 'device_gone'], pace: 2000 });
  const struggling = new Resource('/api/report/struggling/', { events: ['device', 'device_gone'], pace: 2000 });
  const accusations = new Resource('/api/report/accusations/', { events: ['device', 'catalogue'], pace: 5000 });
  const unknown = new Resource('/api/report/unknown-boards/');
  const lately = new Resource(`/api/history/transitions/?minutes=60&important=1&limit=${LISTED * 2}`, { events: ['device', 'request'], pace: 3000 });
  const classes = new Resource('/api/history/devices/?hours=24');
  const times = new Resource('/api/history/requests/?hours=24', { events: ['request'], pace: 10_000 });
  const resources = [failed, struggling, accusations, unknown, lately, classes, times];
  const areas = new Chart(areaOptions(shown));
  const points = new Chart(pointOptions(shown));
  const again = setInterval(() => [classes, unknown].forEach((each) => each.load()), HISTORY_MILLIS);

  return {
    title: 'Pool',
    close() {
      clearInterval(again);
      [...resources, areas, points].forEach((each) => each.close());
    },
    view() {
      const devices = [...store.devices.values()];
      const counts = counted(devices);
      return html`<header class="head"><h1 tabindex="-1">Pool</h1><p class="muted">${store.loaded ? many(devices.length, 'device') : 'Loading'}</p></header>
        ${store.error && !store.loaded ? problem(store.error) : nothing}
        ${store.loaded && !devices.length ? empty('The pool has no devices yet.', 'Name an inventory source in mozpool.yml and run: mozpool inventory-sync') : numbers(devices, counts)}
        ${blamed(accusations.value)}
        ${strugglers(struggling.value)}
        ${unknownBoards(unknown.value)}
        <div class="columns even">
          <section class="card" aria-labelledby="waits-title">${waiting()}</section>
          <section class="card" aria-labelledby="needs-title">${needing(counts)}</section>
        </div>
        <div class="columns even">
          <section class="card" aria-labelledby="day-title"><h2 id="day-title">Devices by class${span()}</h2>
            ${loaded(classes, (value) => !store.loaded ? nothing : value.times.length ? areas.view(stacked(value, counts), told(counts))
    : empty('Nothing was counted yet.', 'The pool is counted every five minutes.'))}</section>
          <section class="card" aria-labelledby="time-title"><h2 id="time-title">From request to ready${span()}</h2>
            ${loaded(classes, () => loaded(times, (value) => value.requests.length ? points.view(scattered(value), median(value.requests))
    : empty('No request became ready in the last 24 hours.', html`<a href="/requests?new=any">Request a device</a> to see how long it takes.`)))}</section>
        </div>
        <section class="card" aria-labelledby="lately-title"><h2 id="lately-title">What happened in the last hour</h2>
          ${loaded(lately, ({ transitions }) => happened(transitions))}</section>`;
    },
  };

  /** The last day, or as much of it as the pool was counted; an hour at least. Of both charts, which stand side by side. */
  function shown() {
    const end = now() / 1000;
    return [Math.max(end - 86400, Math.min(classes.value.times[0] ?? end, end - 3600)), end];
  }

  /** What the charts show, for their titles. */
  function span() {
    const [from, to] = classes.value ? shown() : [0, 0];
    return to > from ? `, last ${duration(to - from)}` : '';
  }

  /** Images that boards fail to boot; nothing where there are none. */
  function blamed(value) {
    if (!value?.accusations.length && !value?.paused_self_tests.length) {
      return nothing;
    }
    return html`<section class="card" aria-labelledby="blamed-title"><h2 id="blamed-title">Images that boards do not boot</h2>
      <ul class="list">${value.accusations.map(({ image, type, model, devices }) => html`<li>
        <p>${image} on ${type} ${model}: one device at a time gets it until one becomes ready or its PXE config changes.
          <button type="button" aria-label=${`Trust ${image} again`} @click=${() => trust(image)}>Trust</button></p>
        <p class="muted">${devices.map((name, i) => html`${i ? ', ' : ''}${deviceLink(name)}`)} failed to boot it and passed their self-tests.</p></li>`)}
      ${value.paused_self_tests.map(({ type, model, until }) => html`<li>
        <p>Self-tests of ${type} ${model} pause until ${at(until)}: two devices or more failed to boot them. Look at DHCP, TFTP and their PXE config.</p></li>`)}</ul></section>`;
  }

  /** Devices that go on trying and fail again and again; nothing where there are none. */
  function strugglers(value) {
    if (!value?.devices.length) {
      return nothing;
    }
    const { devices, shared } = value;
    return html`<section class="card" aria-labelledby="struggling-title"><header><h2 id="struggling-title">Struggling</h2>
        <span class="muted">${many(devices.length, 'device')}: each goes on trying, and fails again and again</span></header>
      ${shared.length ? html`<p class="warning">${shared.slice(0, SHARED_SHOWN).map((part, i) => html`${i ? '; ' : 'In common: '}${words(part.kind)} <strong>${part.name}</strong> (${count(part.devices)} of its ${many(part.of, 'device')})`)}.</p>` : nothing}
      ${plainTable('Devices that struggle', STRUGGLING_COLUMNS, devices.slice(0, LISTED * 2))}
      ${devices.length > LISTED * 2 ? html`<p class="muted">and ${count(devices.length - LISTED * 2)} more</p>` : nothing}</section>`;
  }

  function trust(image) {
    post(path`/api/admin/images/${image}/trust/`).then(() => accusations.load()).catch(complain);
  }

  function waiting() {
    const open = [...store.requests.values()].filter(({ state }) => !isOver(state) && state !== 'ready')
      .sort((a, b) => (moment(a.created) || a.id) - (moment(b.created) || b.id));
    return html`<header><h2 id="waits-title">What waits</h2><a href="/requests?state=waiting">${many(open.length, 'request')}</a></header>
      ${open.length ? html`<ul class="list">${open.slice(0, LISTED).map((request) => html`<li>
        <p>${requestLink(request.id)} ${request.requested_device === 'any' ? 'any device' : request.requested_device} with ${request.image ?? 'an image'} for ${request.assignee}</p>
        <p>${since(request.created)}</p>
        <p>${requestState(request.state)} ${request.assigned_device ? deviceLink(request.assigned_device) : nothing}</p></li>`)}</ul>`
      : empty('No request waits.', html`<a href="/requests?new=any">Request a device</a>`)}`;
  }

  function needing(counts) {
    const trying = struggling.value?.devices.length;
    return html`<header><h2 id="needs-title">What needs a person</h2><a href="/devices?class=failed&amp;sort=-since">${many(counts.failed, 'device')}</a></header>
      ${loaded(failed, (value) => value.devices.length ? html`<ul class="list">${value.devices.slice(0, LISTED).map((device) => html`<li>
        <p>${deviceLink(device.name)} <span class="status failed">${shape('failed')}${words(device.state)}</span></p><p>${since(device.since)}</p>
        <p class="muted">${[device.comments, device.last_error].filter(Boolean).join(' - ')}</p></li>`)}</ul>`
    : trying ? html`<p class="muted">No device has given up, but ${trying === 1 ? 'one struggles' : `${many(trying, 'device')} struggle`}: see Struggling.</p>`
      : empty('No device has failed.', 'Those that give up come here.'))}`;
  }
}

/** How many of some devices are in each class. */
function counted(devices) {
  const counts = Object.fromEntries(CLASSES.map((name) => [name, 0]));
  devices.forEach((device) => counts[classOf(device)]++);
  return counts;
}

function numbers(devices, counts) {
  const types = new Map();
  for (const device of devices) {
    const ofIt = types.get(typeOf(device)) ?? counted([]);
    ofIt[classOf(device)]++;
    types.set(typeOf(device), ofIt);
  }
  return html`<div class="overview">${CLASSES.map((name) => html`<a class="tile" href=${`/devices?class=${name}`}>
      ${className(name)}<b>${count(counts[name])}</b></a>`)}</div>
    ${types.size ? html`<section class="card" aria-labelledby="types-title"><h2 id="types-title">By hardware type</h2>
      ${plainTable('Devices by hardware type', TYPE_COLUMNS, [...types].sort().map(([type, ofIt]) => ({ type, counts: ofIt })))}</section>` : nothing}`;
}

const STRUGGLING_COLUMNS = [
  { title: 'Device', kind: 'head', cell: ({ name }) => deviceLink(name) },
  { title: 'State', cell: ({ state }) => words(state) },
  { title: 'Failures', kind: 'number', cell: ({ failures }) => count(failures) },
  { title: 'Try', cell: ({ tries }) => (tries ? `${count(tries.number)} of ${count(tries.of)}` : '') },
  { title: 'Last error', cell: (device) => html`${device.last_error ?? ''} <span class="muted">${since(device.last_error_at)}${device.last_error_at ? ' ago' : ''}</span>` },
  { title: 'Request', cell: (device) => requestLink(device.request_id) },
  { title: 'Comments', cell: ({ comments }) => comments ?? '' },
];

const devicesOf = (type, name) => `/devices?${new URLSearchParams({ type, ...(name && { class: name }) })}`;

const TYPE_COLUMNS = [
  { title: 'Hardware type', kind: 'head', cell: ({ type }) => html`<a href=${devicesOf(type)}>${type || 'none'}</a>` },
  ...CLASSES.map((name) => ({
    title: CLASS_NAMES[name], kind: 'number',
    cell: ({ type, counts }) => counts[name] ? html`<a href=${devicesOf(type, name)}>${count(counts[name])}</a>` : html`<span class="zero">0</span>`,
  })),
  { title: 'All', kind: 'number', cell: ({ counts }) => count(CLASSES.reduce((total, name) => total + counts[name], 0)) },
  {
    title: 'Share', kind: 'share-cell',
    cell: ({ counts }) => html`<div class="share" aria-hidden="true">${CLASSES.filter((name) => counts[name]).map((name) => html`<i class=${name} .style=${`flex: ${counts[name]}`}></i>`)}</div>`,
  },
];

function happened(value) {
  return value.length ? html`<ul class="list">${value.map((each) => html`<li>
      <p>${each.kind === 'device' ? deviceLink(each.name) : html`request ${requestLink(each.name)}`} <span class=${/failed/.test(each.message) ? 'bad' : ''}>${each.message.replaceAll('_', ' ')}</span></p>
      <p class="muted">${at(each.timestamp)}</p></li>`)}</ul>`
    : empty('Nothing out of the ordinary.', 'Failures and what people do come here.');
}

const cache = new WeakMap();

/** Made once of an answer, so that the chart knows whether it has changed. */
function once(value, make) {
  if (!cache.has(value)) {
    cache.set(value, make());
  }
  return cache.get(value);
}

/** What was counted, and how it is now: each line on top of those after it, the last class at the bottom. */
const stacked = (value, counts) => once(value, () => {
  const times = [...value.times, now() / 1000];
  const lines = CLASSES.map((each) => [...(value.classes[each] ?? value.times.map(() => 0)), counts[each]]);
  return [times, ...lines.map((_, i) => times.map((__, t) => lines.slice(i).reduce((all, line) => all + line[t], 0)))];
});

const scattered = (value) => once(value, () => {
  const sorted = [...value.requests].sort((a, b) => (a.ready < b.ready ? -1 : 1));
  return [sorted.map(({ ready }) => moment(ready) / 1000), sorted.map(({ seconds }) => seconds)];
});

const told = (counts) => `Now: ${CLASSES.map((name) => `${words(name)} ${counts[name]}`).join(', ')}.`;

function median(all) {
  const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return `${many(sorted.length, 'request')}, half of them within ${duration(sorted[Math.floor(sorted.length / 2)])}.`;
}

const time = { values: '{HH}:{mm}' };
const DASHES = [[], [8, 3], [3, 3], [8, 3, 2, 3], [1, 3]]; // lines are told apart without colours, too
const LENGTHS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400]; // seconds between marks

const areaOptions = (shown) => (uPlot, axis, colour) => {
  const paths = uPlot.paths.stepped({ align: 1 }); // it is as it was counted until it is counted again
  const clock = uPlot.fmtDate('{HH}:{mm}');
  const difference = (plot, _, series, i) => { // at rest the legend tells of the last moment
    const at = i ?? plot.data[0].length - 1;
    return at < 0 ? '' : plot.data[series][at] - (plot.data[series + 1]?.[at] ?? 0);
  };
  return {
    cursor: { y: false },
    bands: CLASSES.slice(1).map((_, i) => ({ series: [i + 1, i + 2] })),
    scales: { x: { range: shown }, y: { range: (plot, low, high) => [0, Math.max(1, high)] } },
    axes: [{ ...axis, ...time }, { ...axis, size: 44 }],
    series: [{ value: (plot, seconds) => (plot.data[0].length ? clock(new Date((seconds ?? plot.data[0].at(-1)) * 1000)) : '') }, ...CLASSES.map((each, i) => ({
      label: CLASS_NAMES[each], stroke: colour(each), fill: colour(each, 33), width: 1.5, dash: DASHES[i], paths, points: { show: false }, value: difference,
    }))],
  };
};

const pointOptions = (shown) => (uPlot, axis, colour) => {
  return {
    legend: { show: false },
    scales: { x: { range: shown }, y: { range: (plot, low, high) => [0, Math.max(10, high * 1.1)] } },
    axes: [{ ...axis, ...time }, { ...axis, size: 76, incrs: LENGTHS, values: (plot, ticks) => ticks.map(duration) }],
    series: [{ value: '{HH}:{mm}' }, {
      label: 'From request to ready', stroke: colour('accent'), width: 0, paths: () => null, points: { show: true, size: 6, fill: colour('accent') },
      value: (plot, value) => (value == null ? '--' : duration(value)),
    }],
  };
};

