/** The frame around the pages, and the way from one to the next. */
import { html, nothing, render } from '/vendor/lit-html.js';
import { showAnchor, wantAnchor } from './anchor.js';
import { listenToKeys, showKeys } from './keys.js';
import { empty, problem } from './parts.js';
import { onPrint } from './printing.js';
import { open, store, subscribe } from './store.js';
import { on, stream } from './stream.js';
import { decoded, duration } from './text.js';
import { theme } from './theme.js';

/** Address, module of the page, and what the navigation calls it. */
const ROUTES = [
  [/^\/$/, () => import('./views/pool.js'), '/', 'Pool'],
  [/^\/devices\/?$/, () => import('./views/devices.js'), '/devices', 'Devices'],
  [/^\/devices\/([^/]+)\/?$/, () => import('./views/device.js')],
  [/^\/requests\/?$/, () => import('./views/requests.js'), '/requests', 'Requests'],
  [/^\/requests\/([^/]+)\/?$/, () => import('./views/request.js')],
  [/^\/images\/?$/, () => import('./views/images.js'), '/images', 'Images'],
  [/^\/pxe-configs\/?$/, () => import('./views/pxe-configs.js'), '/pxe-configs', 'PXE configs'],
  [/^\/plugins\/?$/, () => import('./views/plugins.js'), '/plugins', 'Plugins'],
  [/^\/servers\/?$/, () => import('./views/servers.js'), '/servers', 'Servers'],
];
const LINKS = ROUTES.filter((route) => route[2]);
const TICK_MILLIS = 1000;

let view = { title: '', view: () => nothing };
let broken = false;
let page = null;
let scheduled = 0;

/** A page's way to the frame. */
class Page {
  constructor(params) {
    this.params = params;
    this.query = new URLSearchParams(location.search);
  }

  go = go;

  update = () => this === page && update();

  /** Changes the query in the address; what is null or empty leaves it. */
  setQuery = (changes) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') {
        this.query.delete(name);
      } else {
        this.query.set(name, value);
      }
    }
    history.replaceState(null, '', location.pathname + (this.query.size ? `?${this.query}` : '') + location.hash);
    update();
  };
}

/** Goes to an address of these pages. */
export function go(address) {
  history.pushState(null, '', address);
  return show(true);
}

async function show(moveFocus) {
  const path = location.pathname;
  const route = ROUTES.find(([pattern]) => pattern.test(path));
  const mine = new Page(route ? route[0].exec(path).slice(1).map(decoded) : []);
  page = mine;
  broken = false;
  try {
    const make = route ? (await route[1]()).default : () => notFound;
    if (page !== mine) {
      return; // somebody has gone on meanwhile
    }
    view.close?.();
    view = make(mine);
  } catch (error) {
    broken = true;
    view.close?.();
    view = { title: 'MozPool', view: () => problem({ message: `This page cannot be shown: ${error.message}`, next: 'Reload it; it comes by itself when the server is back.' }) };
  }
  wantAnchor(location.hash);
  draw();
  if (moveFocus) {
    document.querySelector('h1')?.focus({ preventScroll: true });
    document.getElementById('main').scrollTop = 0;
  }
}

const notFound = {
  title: 'Not found',
  view: () => html`<header class="head"><h1 tabindex="-1">Not found</h1></header>
    ${empty('There is no page at this address.', html`Go to the <a href="/">pool</a>.`)}`,
};

/** Draws before the next frame, once. */
function update() {
  scheduled ||= requestAnimationFrame(draw);
}

function draw() {
  cancelAnimationFrame(scheduled);
  scheduled = 0;
  document.title = view.title === 'Pool' ? 'MozPool' : `${view.title} - MozPool`;
  render(frame(), document.getElementById('app'));
  showAnchor();
}

function frame() {
  const here = location.pathname;
  return html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="bar"><a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="20" height="20">MozPool</a>
      <nav aria-label="Pages">${LINKS.map(([, , address, name]) => html`<a href=${address}
        aria-current=${(address === '/' ? here === '/' : here.startsWith(address)) ? 'page' : nothing}>${name}</a>`)}</nav>
      <div class="tools">${connection()}
        <button type="button" class="quiet" @click=${() => (theme.next(), update())} aria-label=${`Theme: ${theme.name}`} title="Change the theme">${theme.name} theme</button>
        <button type="button" class="quiet keys" @click=${showKeys} aria-label="Keys" aria-keyshortcuts="?">?</button></div></header>
    ${stream.state === 'away' ? html`<p class="away" role="alert">The server does not answer, since ${duration((Date.now() - stream.since) / 1000)}.
      What you see may be old; the page goes on by itself when the server is back.</p>` : nothing}
    <main id="main" tabindex="-1" class=${view.fixed ? 'fixed' : ''}>${view.view()}</main>`;
}

const connection = () => html`<span class="connection ${stream.state}" role="status" title=${`${store.settings.server ?? ''} ${store.settings.version ?? ''}`}
  >${{ live: 'Live', away: 'Away', connecting: 'Connecting' }[stream.state]}</span>`;

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && !link.target && !event.defaultPrevented && link.origin === location.origin
      && ROUTES.some(([pattern]) => pattern.test(link.pathname))) {
    event.preventDefault();
    document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
    go(link.pathname + link.search + link.hash);
  }
});
addEventListener('popstate', () => show(false));

/** A browser does not ask again for a script that did not come, unless the page is loaded anew. */
on('state', (state) => state === 'live' && broken && location.reload());

theme.apply();
listenToKeys(go);
onPrint(draw);
subscribe(update);
setInterval(update, TICK_MILLIS); // what is told of time goes on
open();
show(false);
