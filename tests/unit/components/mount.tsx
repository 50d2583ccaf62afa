import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';

/** Puts a view on a fresh page and returns its root; called again, it updates the same view. */
export function mount(view: ComponentChild, root: HTMLElement = freshRoot()): HTMLElement {
  render(view, root);
  return root;
}

let last: HTMLElement | undefined;

function freshRoot(): HTMLElement {
  // A view that is only taken out of the page would go on listening to its keys.
  if (last) render(null, last);
  document.documentElement.lang = 'en';
  document.title = 'Copybara';
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  last = root;
  return root;
}

/** Lets queued updates of the views run, and then their effects: each in a frame of its own. */
export async function settled(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

/** The accessibility rules that a page breaks. Contrast needs layout, which this document has not. */
export async function broken(): Promise<readonly string[]> {
  const found = await axe.run(document.documentElement, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
  );
}

/** The button with this text or label. */
export function button(root: HTMLElement, label: string): HTMLButtonElement {
  const all = [...root.querySelectorAll('button')];
  const found = all.find(
    (one) => one.getAttribute('aria-label') === label || one.textContent?.trim() === label,
  );
  if (!found) throw new Error(`no button “${label}”`);
  return found;
}
