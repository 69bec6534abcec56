/** What the states of devices and requests mean to people. */
import { store } from './store.js';
import { own } from './text.js';

/** Classes of devices, in the order in which they are shown. */
export const CLASSES = ['in_use', 'idle', 'processing', 'failed', 'locked_out'];

export const CLASS_NAMES = {
  in_use: 'In use', idle: 'Idle', processing: 'Processing', failed: 'Failed', locked_out: 'Locked out',
};

/** What a state does, said so that a person can decide to force it. */
const DEVICE_STATES = {
  new: 'Just came from the inventory; a self-test begins at once.',
  unknown: 'Nothing is known of it; it waits for instructions.',
  locked_out: 'Handled outside the pool: takes no action until somebody takes it back.',
  troubleshooting: 'A person is at work on it; it stays so until told otherwise.',
  ready: 'In working order and free for requests; checked every ten minutes.',
  maintenance_mode: 'Booted into the live image with SSH, for a person.',
  pc_power_cycling: 'Power is cycled, so that it boots what its card holds.',
  pc_rebooting: 'Waits two minutes for it to boot.',
  pc_pinging: 'Pings it until it answers.',
  pc_sut_rebooting: 'Waits for its agent after a reboot.',
  start_pxe_boot: 'Begins to install the next image by network boot.',
  start_self_test: 'Begins a self-test; it is ready if it passes.',
  start_maintenance: 'Begins to boot the live image for a person.',
  pxe_power_cycling: 'Network boot is armed and power is cycled.',
  pxe_booting: 'Waits for the live image to report.',
  mobile_init_started: 'The live image runs and fetches its script.',
  self_test_running: 'Tests itself; an hour at most.',
  android_downloading: 'Downloads the Android image.',
  android_extracting: 'Writes the Android image to its card.',
  b2g_downloading: 'Downloads the B2G image.',
  b2g_extracting: 'Writes the B2G image to its card.',
  sut_verifying: 'Waits for its agent to answer.',
  sut_verify_power_cycle: 'Its agent did not answer: power is cycled once more.',
  sut_sdcard_verifying: 'Its agent checks the storage.',
  operation_complete: 'Done; it becomes ready.',
};

const REQUEST_STATES = {
  new: 'Just made.',
  finding_device: 'Looks for a device that fits and is free.',
  contact_lifeguard: 'Has a device and is about to have it prepared.',
  contacting_lifeguard: 'Has the device prepared.',
  pending: 'Its device is being prepared.',
  ready: 'The device is there to be used.',
  failed_device_not_found: 'No device became free in time.',
  failed_bad_image: 'Two devices failed with this image: the image is to blame.',
  failed_bad_device: 'The device that was asked for has failed.',
  failed_device_busy: 'The device that was asked for is busy.',
  closed: 'Returned, or its time was over.',
  expired: 'Its time was over.',
};

/** What a device's state means; one that a request holds is not free, whatever its state. */
export function meaning(state, held = false) {
  if (held && state === 'ready') {
    return 'At work for the request that holds it.';
  }
  return own(DEVICE_STATES, state)
    ?? (state.startsWith('failed_')
      ? 'Gave up after many tries: it needs a person, or goes on to a self-test by itself.'
      : 'A state of an installer, or one that this version does not know.');
}

/** What a request's state means. */
export const requestMeaning = (state) => own(REQUEST_STATES, state);

/** The class of a device, by the server's rule. */
export const classOf = (device) => device.device_class;

/** The class of a state while no request holds the device, by the server's rule. */
export const classOfState = (state) => own(store.settings.device_states, state) ?? store.settings.unknown_state_class;

/** Whether a device listens to an event in its state, by the server's table. */
export const accepts = (device, event) =>
  (own(store.settings.accepted_events, device.state) ?? store.settings.accepted_events.unknown ?? []).includes(event);

/** The class whose colour and shape stand for a request's state. */
export function requestClass(state) {
  if (state.startsWith('failed_')) {
    return 'failed';
  }
  if (state === 'ready') {
    return 'in_use';
  }
  return state === 'closed' || state === 'expired' ? 'locked_out' : 'processing';
}

/** Whether a request is over. */
export const isOver = (state) => state === 'closed' || state === 'expired' || state.startsWith('failed_');

/** A device's hardware type in one text; empty where it has none. */
export const typeOf = (device) =>
  [device.hardware_type?.type, device.hardware_type?.model].filter(Boolean).join(' ');
