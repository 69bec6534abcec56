/** Which devices are shown: a search and one value of each facet, kept in the page's address. */
import { classOf, CLASS_NAMES, CLASSES, typeOf } from './states.js';
import { words } from './text.js';

export const FACETS = [
  { id: 'class', title: 'Class', value: classOf, label: (name) => CLASS_NAMES[name], order: CLASSES },
  { id: 'state', title: 'State', value: (device) => device.state, label: words },
  { id: 'type', title: 'Type', value: typeOf },
  { id: 'image', title: 'Image', value: (device) => device.image ?? '' },
  { id: 'environment', title: 'Environment', value: (device) => device.environment },
  { id: 'server', title: 'Server', value: (device) => device.imaging_server },
];

const SEARCHED = ['name', 'fqdn', 'mac_address', 'state', 'comments', 'image', 'environment', 'relay_info'];

/** The devices that a query leaves; its words must all be found. */
export function filter(devices, query) {
  const wanted = FACETS.filter(({ id }) => query.has(id)).map(({ id, value }) => [value, query.get(id)]);
  const search = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return devices.filter((device) =>
    wanted.every(([value, name]) => value(device) === name) && search.every((word) => mentions(device, word)));
}

/** The values of each facet with how many devices have them, in the order they are offered. */
export function facets(devices) {
  return FACETS.map((facet) => {
    const counts = new Map();
    for (const device of devices) {
      const value = facet.value(device);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const names = [...counts.keys()].sort((a, b) =>
      facet.order ? facet.order.indexOf(a) - facet.order.indexOf(b) : a < b ? -1 : 1);
    return { ...facet, values: names.map((name) => ({ name, label: facet.label?.(name) ?? name, count: counts.get(name) })) };
  });
}

function mentions(device, word) {
  return SEARCHED.some((key) => device[key]?.toLowerCase().includes(word))
    || String(device.id) === word || (word.startsWith('#') && word === `#${device.request_id}`);
}
