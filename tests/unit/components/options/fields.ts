import { button, settled } from '../mount.tsx';

/** The field with this label. */
export function input(root: HTMLElement, label: string): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].find((one) => one.textContent === label);
  const field = root.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`);
  if (!field) throw new Error(`no field “${label}”`);
  return field;
}

/** Types a text into the field with this label. */
export async function fill(root: HTMLElement, label: string, text: string): Promise<void> {
  const field = input(root, label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

/** Sends the form of the button with this label. */
export async function submit(root: HTMLElement, label: string): Promise<void> {
  const form = button(root, label).closest('form');
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}
