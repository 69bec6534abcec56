/** The columns that the table of devices can have, and which of them a reader has chosen. */
import { bootMark, deviceLink, deviceState, requestLink, since } from './parts.js';
import { classOf, CLASSES, typeOf } from './states.js';
import { keep, recall } from './storage.js';
import { moment, words } from './text.js';

const KEY = 'mozpool.device-columns';
const DURATION = () => '59 min 59 s';
const SHAPE = 17; // pixels, with the gap
const MARK = 36;
const text = (key) => ({ value: (device) => device[key] ?? '', text: (device) => String(device[key] ?? ''), cell: (device) => device[key] ?? '' });
const number = (key) => ({ ...text(key), value: (device) => device[key] });

export const COLUMNS = [
  { id: 'name', title: 'Device', grow: 1, card: 'title', ...text('name'), cell: (device) => deviceLink(device.name) },
  { id: 'state', title: 'State', grow: 1, card: 'state', extra: SHAPE, value: (device) => `${CLASSES.indexOf(classOf(device))} ${device.state}`, text: (device) => words(device.state), cell: deviceState },
  { id: 'since', title: 'For', card: 'line', hint: 'How long it has been in its state', value: (device) => -moment(device.state_since), text: DURATION, cell: (device) => since(device.state_since) },
  { id: 'image', title: 'Image', grow: 1, card: 'line', extra: MARK, ...text('image'), cell: (device) => [device.image ?? '', bootMark(device.boot_config)] },
  { id: 'request', title: 'Request', card: 'line', value: (device) => device.request_id, text: (device) => `#${device.request_id ?? ''}`, cell: (device) => requestLink(device.request_id) },
  { id: 'environment', title: 'Environment', grow: 0.6, ...text('environment') },
  { id: 'type', title: 'Type', grow: 0.8, value: typeOf, text: typeOf, cell: typeOf },
  { id: 'comments', title: 'Comments', grow: 2, card: 'line', most: 260, ...text('comments') },
  { id: 'server', title: 'Server', grow: 0.8, ...text('imaging_server') },
  { id: 'relay', title: 'Relay', grow: 0.6, ...text('relay_info') },
  { id: 'fqdn', title: 'Full name', grow: 1, ...text('fqdn') },
  { id: 'mac', title: 'MAC address', ...text('mac_address') },
  { id: 'boot_config', title: 'Boot config', grow: 1, most: 260, ...text('boot_config') },
  { id: 'inventory', title: 'Inventory id', ...number('inventory_id') },
  { id: 'id', title: 'Id', ...number('id') },
];

const USUAL = ['name', 'state', 'since', 'image', 'request', 'environment', 'type', 'comments'];

/** The chosen columns, in their order. */
export function chosenColumns() {
  const names = recall(KEY)?.split(',') ?? USUAL;
  return COLUMNS.filter(({ id }) => id === 'name' || names.includes(id));
}

export function chooseColumn(name, shown) {
  const names = new Set(chosenColumns().map(({ id }) => id));
  names[shown ? 'add' : 'delete'](name);
  keep(KEY, [...names]);
}
