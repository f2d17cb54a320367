import { List, Select, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { all } from '~/ui/people';

import { governWords } from '../governWords';
import { useRule, type Rule } from './RulesPage';
import { touched, useTemplates } from './touched';

/** A rule, made or changed as a sentence: which templates, which block, and what demands it. */
export function RuleDialog({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const say = useWords(governWords);
  const queries = useQueryClient();
  const { data: held } = useRule(rule?.key ?? null);
  const { data: templates = [] } = useTemplates();
  const { data: blocks = [] } = useQuery({
    queryKey: ['blocks', 'all'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/blocks', { params: { query: { limit: 200, cursor } }, signal }))),
  });
  const [key, setKey] = useState(rule?.key ?? '');
  const [tags, setTags] = useState(rule?.tags ?? []);
  const [jurisdictions, setJurisdictions] = useState(rule?.jurisdictions ?? []);
  const [block, setBlock] = useState<string | null>(rule?.block ?? null);
  const [reason, setReason] = useState(rule?.reason ?? '');
  const about = touched({ tags, jurisdictions }, templates);
  const known = (name: 'tags' | 'jurisdictions') =>
    [...new Set(templates.flatMap((one) => one[name]))].sort();
  const ready = Boolean(key.trim() && block && reason.trim() && tags.length + jurisdictions.length > 0);
  if (rule && !held) return <Loading />;
  return (
    <ActDialog
      title={rule ? `${say('edit')}: ${rule.key}` : say('newRule')}
      action={say('save')}
      size="lg"
      ready={ready}
      onClose={onClose}
      run={async () => {
        const body = { tags, jurisdictions, block: block ?? '', reason: reason.trim() };
        if (rule) {
          const params = { path: { rule: rule.key }, header: { 'if-match': held?.etag ?? '' } };
          await ok(api.PUT('/v1/rules/{rule}', { params, body }));
        } else {
          await ok(api.POST('/v1/rules', { headers: once(), body: { ...body, key: key.trim() } }));
        }
        await queries.invalidateQueries({ queryKey: ['rules'] });
      }}
    >
      <TagsInput
        label={say('ruleTags')}
        description={tags.length === 0 ? say('ruleTagsHint') : undefined}
        data={known('tags')}
        value={tags}
        onChange={setTags}
      />
      <TagsInput
        label={say('ruleJurisdictions')}
        description={jurisdictions.length === 0 ? say('ruleJurisdictionsHint') : undefined}
        data={known('jurisdictions')}
        value={jurisdictions}
        onChange={setJurisdictions}
      />
      <Text size="sm" c="dimmed" component="div" role="status">
        {about.length > 0 ? say('touches', { count: about.length }) : say('touchesNone')}
        <List size="sm">
          {about.slice(0, 6).map((one) => (
            <List.Item key={one.key}>{one.title || one.key}</List.Item>
          ))}
        </List>
      </Text>
      <Select
        label={say('ruleBlock')}
        searchable
        required
        value={block}
        onChange={setBlock}
        data={blocks.map((one) => ({ value: one.key, label: `${one.title} (${one.key})` }))}
      />
      <Textarea
        label={say('ruleReason')}
        description={say('ruleReasonHint')}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {!rule && (
        <TextInput
          label={say('ruleKey')}
          required
          maxLength={64}
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value);
          }}
        />
      )}
    </ActDialog>
  );
}
