/** Whether the page is being printed, for what shows less than it has on a screen. */
export const printing = { now: false };

/** Has the page drawn again before it is printed, and after it. */
export function onPrint(draw) {
  for (const [type, now] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(type, () => {
      printing.now = now;
      draw();
    });
  }
}
