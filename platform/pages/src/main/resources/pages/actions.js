/** What can be done to devices, one or many. */
import { html, nothing } from '/vendor/lit-html.js';
import { ApiError, get, post, tell } from './api.js';
import { ask } from './dialog.js';
import { ImageFields, object } from './image-fields.js';
import { menu } from './menu.js';
import { deviceLink, field, holder, options } from './parts.js';
import { enqueue } from './queue.js';
import { accepts, classOf, meaning } from './states.js';
import { store } from './store.js';
import { many, path, words } from './text.js';

/** The relay board of `board:bank1:relay2` and of `proxr://board/bank1/relay2`. */
const BOARD = /^(?:\w+:\/\/)?(.+?)[:/]bank/;

/** A device that a request holds is left alone, unless somebody who saw the holder's name insists. */
const unlessHeld = (insist) => (insist ? {} : { unless_held: true });
const event = (name) => ({
  accepted: (device) => accepts(device, name),
  run: (device, body, insist) => tell(path`/api/device/${device}/event/${name}/`, { ...body, ...unlessHeld(insist) }),
});
const call = (what) => (device, body) => post(path`/api/device/${device}/` + what + '/', body);
const hardware = (what) => (device, body, insist) => call(what)(device, { ...body, ...unlessHeld(insist) });

/**
 * LifeGuard's and people's; those set apart with a warning stand in HARDWARE. One that `takes` is not done to a held device without
 * a second yes; one that is `aside` stands in a menu; `accepted` says whether a device takes it as it stands.
 */
export const ACTIONS = [
  {
    id: 'take-back', takes: true, main: true, label: 'Take back', accepted: (device) => classOf(device) === 'locked_out', explain: 'Takes it back into the pool by a self-test.',
    run: (device, body, insist) => force(device, 'start_self_test', insist),
  },
  {
    id: 'image', takes: true, label: 'Install image', explain: 'Boots it from the network and installs the image; what is on its card is lost.',
    prepare: async () => ({ fields: await ImageFields.load() }),
    form: ({ fields }, redraw) => fields.view(redraw),
    read: (values, { fields }) => fields.read(values),
    ...event('please_image'),
  },
  { id: 'self-test', takes: true, label: 'Self-test', explain: 'Has it test itself; it is ready if it passes.', ...event('please_self_test') },
  { id: 'power-cycle', takes: true, label: 'Power-cycle', explain: 'Has it boot again what it holds, and waits until it answers.', ...event('please_power_cycle') },
  {
    id: 'maintenance', takes: true, label: 'Maintenance', explain: 'Boots the live image with SSH, for a person; the current image is forgotten.',
    ...event('please_start_maintenance'),
  },
  {
    id: 'lock-out', takes: true, aside: true, label: 'Lock out', accepted: ({ state }) => state !== 'locked_out', explain: 'Takes it out of the pool as it is. It takes no action until somebody takes it back.',
    run: (device, body, insist) => force(device, 'locked_out', insist),
  },
  {
    id: 'comment', aside: true, label: 'Comment', explain: 'Replaces its comments; none clears them.', needsComment: true,
    run: () => {},
  },
  {
    id: 'environment', aside: true, label: 'Environment', explain: 'Says which environment it is for; requests may ask for one.',
    prepare: async () => ({ environments: (await get('/api/environment/list/')).environments }),
    form: ({ environments }) => html`${field('Environment', html`<input name="environment" required maxlength="64" list="environments" autocomplete="off">`)}
      <datalist id="environments">${options(environments)}</datalist>`,
    read: ({ environment }) => ({ environment }),
    run: call('set-environment'),
  },
  {
    id: 'force', takes: true, aside: true, label: 'Force state', danger: true,
    explain: 'Puts it into a state by hand, past the table: counters, next image, network boot and its request stay as they are, and what the state does on entry is done.',
    prepare: async (devices) => ({ chosen: devices.length === 1 ? devices[0].state : 'start_self_test' }),
    form: (context, redraw) => html`${field('State', html`<select name="state" @change=${(change) => {
      context.chosen = change.target.value;
      redraw();
    }}>${options(Object.keys(store.settings.device_states).map((state) => [state, words(state)]), context.chosen)}</select>`)}
      <p class="muted" role="status">${meaning(context.chosen)}</p>`,
    read: ({ state }) => state,
    run: force,
  },
];

/** BMM's operations: they act on the hardware and leave the state as it is. */
export const HARDWARE = [
  {
    id: 'bmm-power-cycle', takes: true, label: 'Power cycle with PXE config', danger: true,
    explain: 'Cycles its power at once. With a PXE config it boots that; without one, its card.',
    prepare: async () => ({ configs: (await get('/api/bmm/pxe_config/list/?active_only')).pxe_configs }),
    form: ({ configs }) => html`${field('PXE config', html`<select name="pxe_config"><option value="">none: boot the card</option>${options(configs)}</select>`)}
      ${field('Boot config, as JSON', html`<textarea name="raw" rows="3" class="code" spellcheck="false"></textarea>`, 'only with a PXE config')}`,
    read: ({ pxe_config: config, raw }) => (config ? { pxe_config: config, boot_config: object(raw) } : {}),
    run: hardware('power-cycle'),
  },
  { id: 'power-off', takes: true, label: 'Power off', danger: true, explain: 'Switches its power off at once. Its state machine does not know and may switch it on again.', run: hardware('power-off') },
  { id: 'clear-pxe', takes: true, label: 'Clear PXE', danger: true, explain: 'Disarms its network boot, so that it boots its card next time.', run: hardware('clear-pxe') },
  { id: 'ping', label: 'Ping', explain: 'Asks on the network whether it is there.', run: (device) => test(path`/api/device/${device}/ping/`, (reason) => reason ?? 'It does not answer.') },
  { id: 'relay-test', label: 'Relay test', explain: 'Tests whether the relay board that it hangs on answers.', run: testRelay },
];

/** Whether a device takes an action as it stands now. */
const fits = (action, device) => action.accepted?.(store.devices.get(device.name) ?? device) ?? true;

/** Buttons of the actions that some of the devices take as they stand, and menus of further ones. */
export function actionButtons(devices, perform) {
  const offered = ACTIONS.filter((action) => devices.some((device) => fits(action, device)));
  const button = (action) => html`<button type="button" class=${action.danger ? 'danger' : action.main ? 'main' : ''}
    title=${action.explain} @click=${() => perform(action)}>${action.label}</button>`;
  return html`${offered.filter(({ aside }) => !aside).map(button)}
    ${menu('More', offered.filter(({ aside }) => aside).map(button))}
    ${menu('Hardware', [html`<p class="warning">BMM: past the state machine</p>`, ...HARDWARE.map(button)])}`;
}

/** Asks what is needed for an action, then has it done to those of the devices that take it as they stand. */
export async function act(action, selected) {
  const devices = selected.filter((device) => fits(action, device));
  const others = selected.length - devices.length;
  const context = await action.prepare?.(devices) ?? {};
  const whom = named(devices);
  let held = [];
  let begin = () => {};
  await ask({
    title: `${action.label}: ${whom}`,
    submit: action.label,
    danger: action.danger,
    body: (redraw) => html`<p>${action.explain}</p>
      ${others ? html`<p class="muted">Left out, since their state does not accept it: ${many(others, 'device')}.</p>` : nothing}
      ${action.danger && HARDWARE.includes(action) ? html`<p class="warning">This goes past the state machine.</p>` : nothing}
      ${action.takes ? holders(heldOf(devices)) : nothing}
      ${action.form?.(context, redraw) ?? nothing}
      ${field(action.needsComment ? 'Comments' : 'Comments (optional)', html`<textarea name="comment" rows="2"
        .value=${action.needsComment && devices.length === 1 ? devices[0].comments ?? '' : ''}></textarea>`,
      action.needsComment ? '' : 'replace those of the device; empty leaves them')}`,
    run: (values) => {
      const body = action.read?.(values, context);
      begin = (some, insist) => enqueue(`${action.label}: ${named(some)}`, some.map(({ name }) => name), async (device) => {
        if (values.comment || action.needsComment) {
          await call('set-comments')(device, { comments: values.comment || null });
        }
        await action.run(device, body, insist);
      });
      held = action.takes ? heldOf(devices) : [];
      const free = devices.filter(({ name }) => !held.some((each) => each.name === name));
      if (free.length) {
        begin(free, false);
      }
    },
  });
  if (held.length) {
    await insist(action, held, () => begin(held, true));
  }
}

/** The second question, which names who loses what. */
const insist = (action, held, run) => ask({
  title: `${held.length === 1 ? 'A request holds' : 'Requests hold'} ${named(held)}`,
  submit: `${action.label} all the same`,
  danger: true,
  body: () => html`${holders(held)}<p>Each of these requests loses what it has on its device. Its log and its page will say so.</p>`,
  run,
});

const named = (devices) => (devices.length === 1 ? devices[0].name : many(devices.length, 'device'));

/** As they stand now: while a dialog is open somebody may get one. */
const heldOf = (devices) => devices.map(({ name }) => store.devices.get(name)).filter((device) => device?.request_id != null);

const holders = (held) => held.length
  ? html`<ul class="warning holders">${held.map(({ name, request_id: id }) => html`<li>${deviceLink(name)} is held by ${holder(id)}</li>`)}</ul>` : nothing;

/** The state that it is in now is named, so that what somebody else did meanwhile is not overrun. */
function force(device, state, insist) {
  return post(path`/api/device/${device}/state-change/${store.devices.get(device)?.state ?? 'unknown'}/to/${state}/`, unlessHeld(insist));
}

/** Words a failure by the reason that came with it: what could not be asked is not said to be silent. */
async function test(url, words) {
  const { success, reason } = await get(url);
  if (!success) {
    throw new ApiError(0, words(reason));
  }
}

function testRelay(device) {
  const board = BOARD.exec(store.devices.get(device)?.relay_info ?? '')?.[1];
  if (!board) {
    throw new ApiError(404, 'It hangs on no relay board.');
  }
  return test(path`/api/relay/${board}/test/`, (reason) => `Relay board ${board} failed its test: ${reason}`);
}
