import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { printDiagram } from './diagram.ts';

it('the diagram of docs/call-session.md is what the reducer does', () => {
  const page = readFileSync(new URL('../../../docs/call-session.md', import.meta.url), 'utf8');
  const { diagram, table } = printDiagram();
  expect(diagram.split('\n').length).toBeGreaterThan(30);
  expect(page).toContain(diagram);
  expect(page).toContain(table);
});
