import type { Node } from '@tiptap/pm/model';

import { same } from '~/format/equal';
import { expressionsIn, MarkupError, parseMarkup, type Markup } from '~/format/markup';
import type { JsonObject } from '~/format/nodes';

import type { EditKind, Zone } from '../contract';
import { isBlock } from '../schema/find';
import { childrenOf, fieldsOf, textOf } from '../schema/parts';
import { zoneIn } from './zones';

// What decides whether, where and how often a node is shown; no region may change it in its own node.
const OWN = ['if', 'channels', 'editing', 'only', 'repeat', 'table', 'chart', 'as', 'rows'] as const;
// The fields of nodes and parts that are words.
const WORDS = new Set([
  'short', 'caption', 'carry', 'empty', 'alt', 'title', 'label', 'category_label', 'value_label', 'name', 'shown',
]); // prettier-ignore

/**
 * Whether somebody who makes edits of `kind` may go from one document to another. It spares people what the server
 * would refuse, by the same rules (`ccm/people/frames.py`); the server has the last word.
 */
export function mayBecome(before: Node, after: Node, kind: EditKind): boolean {
  if (kind === 'everything') return true;
  if (kind === 'nothing') return before.eq(after);
  const rules = (doc: Node): JsonObject =>
    withoutWords(doc.attrs.definition as JsonObject, ['subject', 'preheader']);
  return (
    same(rules(before), rules(after)) &&
    sameSamples(before, after) &&
    sameChildren(before, after, kind, 'words')
  );
}

function sameSamples(before: Node, after: Node): boolean {
  const ruled = (doc: Node): JsonObject =>
    Object.fromEntries(
      Object.entries(doc.attrs.files as JsonObject).filter(
        ([name]) => !name.startsWith('locales/') && !name.startsWith('assets/'),
      ),
    );
  return before.attrs.files === after.attrs.files || same(ruled(before), ruled(after));
}

function sameChildren(before: Node, after: Node, kind: EditKind, zone: Zone): boolean {
  if (before.childCount !== after.childCount) return false;
  return childrenOf(before).every((child, index) => sameFrame(child, after.child(index), kind, zone));
}

function sameFrame(before: Node, after: Node, kind: EditKind, around: Zone): boolean {
  if (before === after) return true;
  if (before.type !== after.type || before.attrs.id !== after.attrs.id) return false;
  const zone = zoneIn(before, kind, around);
  if (zone === 'locked') return before.eq(after);
  if (fieldsOf(before).editing !== fieldsOf(after).editing) return false;
  if (zone === 'region' && isBlock(before))
    return same(own(before), own(after)) && sameKept(before, after, kind);
  if (!same(wordless(before), wordless(after))) return false;
  if (before.isTextblock)
    return after.content.size > 0 && same(signature(textOf(before)), signature(textOf(after)));
  return sameChildren(before, after, kind, zone);
}

function own(node: Node): JsonObject {
  const fields = fieldsOf(node);
  return Object.fromEntries(OWN.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

/** The nodes in a region that are not the editor's stay what they are, and in their order. */
function sameKept(before: Node, after: Node, kind: EditKind): boolean {
  const old = kept(before);
  const now = kept(after);
  return (
    old.length === now.length &&
    old.every((node, index) => {
      const other = now[index];
      return other !== undefined && sameFrame(node, other, kind, 'words');
    })
  );
}

function kept(region: Node): Node[] {
  return childrenOf(region).flatMap((node) => {
    if (node.isTextblock && !isBlock(node)) return [];
    const mark = isBlock(node) ? fieldsOf(node).editing : undefined;
    if (mark === 'locked' || mark === 'text' || node.type.name === 'block') return [node];
    return node.isTextblock ? [] : kept(node);
  });
}

/** The fields of a node with what they show, but without their words. */
function wordless(node: Node): JsonObject {
  return withoutWords(fieldsOf(node), [...WORDS]);
}

function withoutWords(fields: JsonObject, words: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      words.includes(name) && typeof value === 'string' ? (signature(value) as never) : value,
    ]),
  );
}

/** What a text shows and where its links lead: all of it that is no words. */
function signature(text: string): JsonObject {
  try {
    const markup = parseMarkup(text);
    return { shown: expressionsIn(markup).sort(), addresses: addressesIn(markup).sort() };
  } catch (error) {
    if (error instanceof MarkupError) return { text };
    throw error;
  }
}

function addressesIn(markup: Markup): string[] {
  return markup.flatMap((node) => {
    if (node.kind === 'link') return [node.url, ...addressesIn(node.content)];
    return 'content' in node ? addressesIn(node.content) : [];
  });
}
