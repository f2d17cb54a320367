import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model';

import {
  isBlank,
  MarkupError,
  parseMarkup,
  printMarkup,
  type Markup,
  type MarkupNode,
} from '~/format/markup';

/** The inline content that a text of markup is shown as. A text that is none is kept as it is. */
export function inlineOf(schema: Schema, text: string): Fragment {
  try {
    return Fragment.from(nodesOf(schema, parseMarkup(text), []));
  } catch (error) {
    if (error instanceof MarkupError) return Fragment.from(schema.node('broken', { markup: text }));
    throw error;
  }
}

function nodesOf(schema: Schema, markup: Markup, marks: readonly Mark[]): Node[] {
  return markup.flatMap((part): Node[] => {
    switch (part.kind) {
      case 'text':
        return [schema.text(part.text, marks)];
      case 'placeholder':
        return [schema.node('variable', { expression: part.expression }, undefined, marks)];
      case 'break':
        return [schema.node('line_break', undefined, undefined, marks)];
      case 'footnote':
        return [schema.node('footnote', { markup: printMarkup(part.content) }, undefined, marks)];
      case 'link':
        return nodesOf(schema, part.content, schema.mark('link', { href: part.url }).addToSet(marks));
      default: {
        const mark = schema.mark(part.kind === 'strong' ? 'strong' : 'em');
        return nodesOf(schema, part.content, mark.addToSet(marks));
      }
    }
  });
}

/** The markup of inline content. */
export function markupOf(content: Fragment): string {
  const runs: Run[] = [];
  content.forEach((node) => {
    runs.push({
      node,
      link: hrefOf(node.marks),
      strong: has(node.marks, 'strong'),
      em: has(node.marks, 'em'),
    });
  });
  const [only] = runs;
  if (runs.length === 1 && only?.node.type.name === 'broken') return String(only.node.attrs.markup);
  return printMarkup(spans(runs.flatMap(split), 0));
}

interface Run {
  readonly node: Node;
  readonly link: string;
  readonly strong: boolean;
  readonly em: boolean;
  readonly text?: string;
}

const LEVELS = ['link', 'strong', 'em'] as const;

/** Blanks stand alone, so that they can stand outside of strong words: `** a**` is no markup. */
function split(run: Run): Run[] {
  if (run.node.type.name === 'line_break') return [{ ...run, text: '\n', strong: false, em: false }];
  if (!run.node.isText) return [run];
  const text = run.node.text ?? '';
  if (!run.strong && !run.em) return [{ ...run, text }];
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  const bare = { ...run, strong: false, em: false };
  return [
    { ...bare, text: text.slice(0, from) },
    { ...run, text: text.slice(from, to) },
    { ...bare, text: text.slice(to) },
  ].filter((part) => part.text !== '');
}

function spans(runs: readonly Run[], level: number): Markup {
  const name = LEVELS[level];
  if (name === undefined) return joined(runs);
  const groups: Run[][] = [];
  for (const run of bridged(runs, name)) {
    const last = groups.at(-1);
    if (last?.[0]?.[name] === run[name]) last.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group): MarkupNode[] => {
    const inner = spans(group, level + 1);
    const of = group[0]?.[name];
    if (!of || inner.length === 0) return [...inner];
    if (name === 'link') return [{ kind: 'link', url: String(of), content: inner }];
    return [{ kind: name === 'strong' ? 'strong' : 'emphasis', content: inner }];
  });
}

/** Blanks between two words that are both strong are strong too: one span is better than two. */
function bridged(runs: readonly Run[], name: 'link' | 'strong' | 'em'): Run[] {
  if (name === 'link') return [...runs];
  const isGap = (run: Run): boolean => run.text !== undefined && [...run.text].every(isBlank);
  return runs.map((run, index) => {
    if (!isGap(run) || run[name] || !has(run.node.marks, name)) return run;
    // A gap that is not marked itself ends the span: what stands before it must not end in a blank.
    const ends = (each: Run): boolean => !isGap(each) || !has(each.node.marks, name);
    const before = runs.slice(0, index).findLast(ends);
    const after = runs.slice(index + 1).find(ends);
    return before?.[name] && after?.[name] ? { ...run, [name]: true } : run;
  });
}

function joined(runs: readonly Run[]): Markup {
  const nodes: MarkupNode[] = [];
  for (const run of runs) {
    const last = nodes.at(-1);
    const node = plain(run);
    if (node.kind === 'text' && last?.kind === 'text')
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    else nodes.push(node);
  }
  return nodes;
}

function plain({ node, text }: Run): MarkupNode {
  switch (node.type.name) {
    case 'variable':
      return { kind: 'placeholder', expression: String(node.attrs.expression) };
    case 'line_break':
      return { kind: 'break' };
    case 'footnote':
      return { kind: 'footnote', content: safely(String(node.attrs.markup)) };
    case 'broken':
      return { kind: 'text', text: String(node.attrs.markup) };
    default:
      return { kind: 'text', text: text ?? node.text ?? '' };
  }
}

function safely(text: string): Markup {
  try {
    return parseMarkup(text);
  } catch {
    return [{ kind: 'text', text }];
  }
}

function has(marks: readonly Mark[], name: string): boolean {
  return marks.some((mark) => mark.type.name === name);
}

function hrefOf(marks: readonly Mark[]): string {
  return String(marks.find((mark) => mark.type.name === 'link')?.attrs.href ?? '');
}
