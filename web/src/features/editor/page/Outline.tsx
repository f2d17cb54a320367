import { Button, ScrollArea, Text } from '@mantine/core';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';

import { useWords } from '~/app/words';
import { innerNodes, kindOf, type SourceNode } from '~/format/nodes';

import { useEditorSession } from '../contract';
import type { EditorStore } from '../session/store';
import { editorWords, type SayEditor } from '../words';
import classes from './Editor.module.css';

/** The parts of the document, in their order: press one to go there. */
export function Outline({ store, onInsertBlock }: { store: EditorStore; onInsertBlock: () => void }) {
  const say = useWords(editorWords);
  const { definition, selectedNode, may } = useEditorSession();
  const lines = useMemo(() => linesOf(definition.content, say, 0), [definition, say]);
  return (
    <nav className={classes.outline} aria-label={say('outline')}>
      <Text size="xs" fw={600} c="dimmed" px="md" pt="md" pb={6}>
        {say('outline')}
      </Text>
      <ScrollArea className={classes.outlineList} type="hover">
        {lines.map(({ id, depth, label, kind, isLocked }) => (
          <button
            key={id}
            type="button"
            className={classes.outlineItem}
            style={{ paddingInlineStart: 16 + depth * 14 }}
            aria-current={selectedNode?.id === id ? 'true' : undefined}
            data-kind={kind}
            title={label}
            onClick={() => {
              store.select(id, { focus: true });
            }}
          >
            {isLocked && <IconLock size={12} aria-hidden />}
            <span>{label}</span>
          </button>
        ))}
      </ScrollArea>
      {may.editKind === 'everything' && store.opened.kind === 'template' && (
        <div className={classes.outlineFoot}>
          <Button
            fullWidth
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={onInsertBlock}
          >
            {say('kind.block')}
          </Button>
        </div>
      )}
    </nav>
  );
}

interface Line {
  readonly id: string;
  readonly depth: number;
  readonly label: string;
  readonly kind: string;
  readonly isLocked: boolean;
}

function linesOf(nodes: readonly SourceNode[], say: SayEditor, depth: number): Line[] {
  return nodes.flatMap((node) => {
    const kind = kindOf(node) ?? 'paragraph';
    const line = { id: node.id, depth, label: labelOf(node, say), kind, isLocked: 'block' in node };
    return [line, ...innerNodes(node).flatMap((inner) => linesOf(inner, say, depth + 1))];
  });
}

function labelOf(node: SourceNode, say: SayEditor): string {
  const kind = kindOf(node);
  const words = wordsOf(node)
    .replace(/\{\{.*?\}\}/gs, '…')
    .replace(/[*\\]/g, '')
    .trim();
  if (words) return words.length > 60 ? `${words.slice(0, 58)}…` : words;
  return kind ? say(`kind.${kind}`) : node.id;
}

function wordsOf(node: SourceNode): string {
  if ('heading' in node) return node.heading;
  if ('paragraph' in node) return node.paragraph;
  if ('action' in node) return node.action;
  if ('block' in node) return node.block;
  return 'title' in node ? (node.title ?? '') : '';
}
