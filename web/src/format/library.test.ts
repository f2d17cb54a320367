import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { printDefinition, SourceFile } from './file';

const files = [
  ...['../templates_repo/library', 'src/format/no'].slice(0, 1).flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isDirectory() && !one.name.startsWith('_'))
      .map((one) => `${folder}/${one.name}/template.yaml`),
  ),
  ...readdirSync('../content_blocks/library/blocks').map(
    (name) => `../content_blocks/library/blocks/${name}/block.yaml`,
  ),
  '../ccm/scaffold/skeleton/template.yaml',
];

/** The lines of one text that another has not, in order. */
function news(before: string, after: string): string[] {
  const left = before.split('\n');
  return after.split('\n').filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(files)('%s', (name) => {
  const text = readFileSync(name, 'utf8');
  const file = SourceFile.read(text);

  it('is written as it was read', () => {
    expect(file.write(structuredClone(file.definition))).toBe(text);
  });

  it('is written anew as what it says', () => {
    expect(SourceFile.read(printDefinition(file.definition)).definition).toEqual(file.definition);
  });

  it('changes no line but that of a changed title', () => {
    const changed = file.write({ ...file.definition, title: 'Another title' });
    expect(news(text, changed)).toEqual(['title: Another title']);
    expect(changed.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('keeps every node as it was when one is added, and when they change places', () => {
    const added = { paragraph: 'Something new', id: 'something-new' };
    const { content } = file.definition;
    const longer = file.write({
      ...file.definition,
      content: [...content.slice(0, 1), added, ...content.slice(1)],
    });
    expect(news(text, longer).filter((line) => line.trim() !== '')).toEqual([
      '  - paragraph: Something new',
      '    id: something-new',
    ]);
    const turned = file.write({ ...file.definition, content: [...content].reverse() });
    expect(news(text, turned).filter((line) => line.trim() !== '')).toEqual([]);
    expect(SourceFile.read(turned).definition.content).toEqual([...content].reverse());
  });

  it('keeps what stands inside a node whose rules change', () => {
    const [first, ...others] = file.definition.content;
    if (!first) throw new Error('no node');
    const changed = file.write({
      ...file.definition,
      content: [{ ...first, if: 'customer.name is defined' }, ...others],
    });
    expect(news(text, changed)).toEqual(['    if: customer.name is defined']);
  });
});
