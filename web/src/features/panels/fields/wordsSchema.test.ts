import fc from 'fast-check';
import { expect, it } from 'vitest';

import { documentOf, textOf } from './wordsSchema';

it('gives every text back as it was', () => {
  const part = fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\\',
    '{',
    '{{',
    '}}',
    '{{ a }}',
    "{{ a | default('}}') }}",
    '**',
    '\\\n',
    "'",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      expect(textOf(documentOf(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

it('makes a chip of every placeholder', () => {
  const line = documentOf('Dear {{ customer.name }}, \\{{ no }}').firstChild;
  expect(line?.childCount).toBe(3);
  expect(line?.child(1).attrs.source).toBe('{{ customer.name }}');
});
