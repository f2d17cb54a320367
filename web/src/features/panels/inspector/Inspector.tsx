import { Alert, Text } from '@mantine/core';
import { IconClick, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession, type Patch, type SelectedNode } from '~/features/editor/contract';
import { Empty } from '~/ui/Empty';

import { PlaceAt } from '../fields/place';
import { BlockForm } from './BlockForm';
import { ChartForm } from './ChartForm';
import { CommonForm } from './CommonForm';
import type { NodeForm } from './form';
import { ChooseForm, OnlyForm, RepeatForm } from './FrameForms';
import { ImageForm } from './ImageForm';
import classes from './Inspector.module.css';
import { KindMark } from './KindMark';
import { TableForm } from './TableForm';
import {
  ActionForm, BarcodeForm, ColumnsForm, FactsForm, HeadingForm, ListForm, NoticeForm, ParagraphForm, SectionForm,
} from './TextForms'; // prettier-ignore
import { inspectorWords } from './words';

/** What is selected, and everything about it that can be changed. */
export function Inspector() {
  const say = useWords(inspectorWords);
  const { selectedNode } = useEditorSession();
  if (!selectedNode)
    return (
      <Empty icon={IconClick} title={say('nothing')}>
        {say('nothingWhy')}
      </Empty>
    );
  return <Selected key={selectedNode.id} selected={selectedNode} />;
}

function Selected({ selected }: { selected: SelectedNode }) {
  const say = useWords(inspectorWords);
  const formats = useFormats();
  const session = useEditorSession();
  const { locale, sourceLocale } = session;
  const { id, source } = selected;
  const zone = session.may.zone(id);
  const form = {
    node: source,
    change: (patch: Patch) => {
      session.update(id, patch);
    },
    fixed: zone !== 'region',
    wordsFixed: zone === 'locked',
  };
  return (
    <PlaceAt id={id}>
      <header className={classes.head}>
        <KindMark kind={selected.kind} />
        <Text fw={600} size="sm" component="h2">
          {say(`kind.${selected.kind}`)}
        </Text>
      </header>
      {zone !== 'region' && (
        <Alert mx={14} mb={8} p={8} variant="light" color="gray" icon={<IconLock size={16} aria-hidden />}>
          {say(zone === 'locked' ? 'locked' : 'wordsOnly')}
        </Alert>
      )}
      {locale !== sourceLocale && (
        <Text size="xs" c="dimmed" px={14} pb={8}>
          {say('sourceWords', { language: formats.language(sourceLocale) })}
        </Text>
      )}
      <KindForm {...form} />
      <CommonForm {...form} />
    </PlaceAt>
  );
}

function KindForm({ node, ...rest }: NodeForm<SelectedNode['source']>) {
  if ('table' in node) return <TableForm node={node} {...rest} />;
  if ('chart' in node) return <ChartForm node={node} {...rest} />;
  return <div className={classes.body}>{shortForm(node, rest)}</div>;
}

function shortForm(node: SelectedNode['source'], rest: Omit<NodeForm<never>, 'node'>): ReactNode {
  if ('heading' in node) return <HeadingForm node={node} {...rest} />;
  if ('paragraph' in node) return <ParagraphForm node={node} {...rest} />;
  if ('list' in node) return <ListForm node={node} {...rest} />;
  if ('facts' in node) return <FactsForm node={node} {...rest} />;
  if ('section' in node) return <SectionForm node={node} {...rest} />;
  if ('image' in node) return <ImageForm node={node} {...rest} />;
  if ('barcode' in node) return <BarcodeForm node={node} {...rest} />;
  if ('action' in node) return <ActionForm node={node} {...rest} />;
  if ('notice' in node) return <NoticeForm node={node} {...rest} />;
  if ('block' in node) return <BlockForm node={node} {...rest} />;
  if ('repeat' in node) return <RepeatForm node={node} {...rest} />;
  if ('choose' in node) return <ChooseForm node={node} {...rest} />;
  if ('only' in node) return <OnlyForm node={node} {...rest} />;
  if ('columns' in node && !('table' in node)) return <ColumnsForm node={node} {...rest} />;
  return null; // a line and a new page are what they are
}
