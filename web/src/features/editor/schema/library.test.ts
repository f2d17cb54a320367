import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { SourceFile } from '~/format/file';

import { schema } from '.';
import { readDocument } from './read';
import { writeDocument } from './write';

const files = [
  ...readdirSync('../templates_repo/library')
    .filter((name) => /^[a-z-]+$/.test(name))
    .map((name) => `../templates_repo/library/${name}/template.yaml`),
  ...readdirSync('../content_blocks/library/blocks').map(
    (name) => `../content_blocks/library/blocks/${name}/block.yaml`,
  ),
  '../ccm/scaffold/skeleton/template.yaml',
];

it.each(files)('%s goes through the document and back, byte for byte', (name) => {
  const text = readFileSync(name, 'utf8');
  const file = SourceFile.read(text);
  const doc = readDocument(schema, file.definition);
  const kinds = new Set<string>();
  doc.descendants((node) => {
    kinds.add(node.type.name);
  });
  expect(kinds).not.toContain('unknown');
  expect(kinds).not.toContain('broken');
  // Nodes that were made anew remember nothing of where they came from.
  const again = schema.nodeFromJSON(doc.toJSON());
  expect(writeDocument(again)).toEqual(file.definition);
  expect(file.write(writeDocument(again))).toBe(text);
});
