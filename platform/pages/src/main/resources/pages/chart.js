/** Charts: drawn by uPlot once they are in the page, told in words for those who do not see them. */
import uPlot from '/vendor/uplot.js';
import { html } from '/vendor/lit-html.js';
import { colour } from './theme.js';

const HEIGHT = 200;
let number = 0;

document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/vendor/uplot.css' }));

/** A chart that is drawn again when its data, its width or the theme changes. */
export class Chart {
  #id = `chart-${++number}`;
  #options;
  #plot = null;
  #drawn = null;
  #sizes = new ResizeObserver(([entry]) => this.#plot?.setSize({ width: entry.contentRect.width, height: HEIGHT }));
  #repaint = () => {
    this.#drawn = null;
    this.#draw();
  };

  #data = null;

  /** @param options function of uPlot, an axis and colour(name) that gives uPlot's options */
  constructor(options) {
    this.#options = options;
    addEventListener('themechange', this.#repaint);
  }

  /** @param label what the chart says, in words */
  view(data, label) {
    this.#data = data;
    queueMicrotask(() => this.#draw());
    return html`<div class="chart" id=${this.#id} role="img" aria-label=${label}></div>`;
  }

  close() {
    removeEventListener('themechange', this.#repaint);
    this.#sizes.disconnect();
    this.#plot?.destroy();
  }

  #draw() {
    const box = document.getElementById(this.#id);
    if (!box || this.#data === this.#drawn) {
      return;
    }
    this.#drawn = this.#data;
    this.#plot?.destroy();
    const axis = { stroke: colour('muted'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 }, font: '12px system-ui, sans-serif' };
    this.#plot = new uPlot({ width: box.clientWidth, height: HEIGHT, ...this.#options(uPlot, axis, colour) }, this.#data, box);
    this.#sizes.observe(box);
  }
}
