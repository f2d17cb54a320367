import { expect, it } from 'vitest';

import { patchFor } from './fixes';

const replace = { kind: 'replace', find: 'customer.nme', value: 'customer.name' } as const;

it('replaces in the text of the node', () => {
  const node = { paragraph: 'Dear {{ customer.nme }}', id: 'a' };
  expect(patchFor(node, null, replace)).toEqual({ paragraph: 'Dear {{ customer.name }}' });
});

it('replaces in a part of it, and leaves the nodes inside alone', () => {
  const table = { table: 'rows', id: 't', columns: [{ id: 'a', header: 'A', value: '{{ customer.nme }}' }] };
  expect(patchFor(table, 'columns.a.value', replace)).toEqual({
    columns: [{ id: 'a', header: 'A', value: '{{ customer.name }}' }],
  });
  const section = { section: [{ paragraph: '{{ customer.nme }}', id: 'b' }], id: 's' };
  expect(patchFor(section, null, replace)).toBeNull();
});

it('puts a guard before the condition there is', () => {
  const guard = { kind: 'guard', find: '', value: 'a is defined' } as const;
  expect(patchFor({ paragraph: 'x', id: 'a' }, null, guard)).toEqual({ if: 'a is defined' });
  expect(patchFor({ paragraph: 'x', id: 'a', if: 'b or c' }, null, guard)).toEqual({
    if: 'a is defined and (b or c)',
  });
});

it('sets a field, or takes it out', () => {
  const node = { heading: 'x', id: 'a', level: 4 };
  expect(patchFor(node, null, { kind: 'set', find: 'level', value: '2' })).toEqual({ level: 2 });
  expect(patchFor(node, null, { kind: 'set', find: 'level', value: '' })).toEqual({ level: undefined });
});
