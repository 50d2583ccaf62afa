// @vitest-environment happy-dom
import { useId } from 'preact/hooks';
import { expect, it } from 'vitest';
import { drawnPage } from '../../../lib/pages/drawn-page.browser.ts';

function page() {
  const root = document.createElement('div');
  return { root, page: drawnPage(root) };
}

it('shows what its cells hold, and again when one of them changes', async () => {
  const { root, page: drawn } = page();
  const name = drawn.cell('alice');
  drawn.show(() => <p>{name.value}</p>);
  expect(root.textContent).toBe('alice');
  const before = root.firstChild;
  name.value = 'bob';
  await Promise.resolve();
  expect(root.textContent).toBe('bob');
  expect(root.firstChild).toBe(before);
});

it('is drawn once for all that changes together, and not at all for what stays', async () => {
  const { page: drawn } = page();
  const [one, two] = [drawn.cell(1), drawn.cell(2)];
  let drawings = 0;
  drawn.show(() => {
    drawings += 1;
    return one.value + two.value;
  });
  one.value = 3;
  two.value = 4;
  await Promise.resolve();
  expect(drawings).toBe(2);
  one.value = 3;
  await Promise.resolve();
  expect(drawings).toBe(2);
});

it('takes values before it is shown', async () => {
  const { root, page: drawn } = page();
  const name = drawn.cell('alice');
  name.value = 'bob';
  await Promise.resolve();
  drawn.show(() => name.value);
  expect(root.textContent).toBe('bob');
});

it('gives a view that comes later ids of its own', async () => {
  function Field() {
    return <input id={useId()} />;
  }
  const { root, page: drawn } = page();
  const count = drawn.cell(1);
  drawn.show(() => Array.from({ length: count.value }, (_, index) => <Field key={index} />));
  count.value = 2;
  await Promise.resolve();
  count.value = 3;
  await Promise.resolve();
  const ids = [...root.querySelectorAll('input')].map(({ id }) => id);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(3);
});
