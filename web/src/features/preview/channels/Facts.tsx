import { Text } from '@mantine/core';

import { useFormats, type Formats } from '~/app/formats';

import type { AnyView, PdfView, SmsView } from '../model/types';
import { usePreviewWords, type PreviewSay } from './shared';

/** The figures of a channel worth knowing: pages, segments, how large it is. */
export function Facts({ view }: { view: AnyView | null }) {
  const say = usePreviewWords();
  const formats = useFormats();
  return (
    <Text size="xs" c="dimmed" truncate lh={1.35} mih={16}>
      {view && !view.failed ? factsOf(view, say, formats).join(' · ') : ''}
    </Text>
  );
}

function factsOf(view: AnyView, say: PreviewSay, formats: Formats): string[] {
  if (view.channel === 'pdf') return [say('pages', { count: (view as PdfView).count ?? 0 })];
  if (view.channel === 'sms') {
    const { segments = 0, encoding = '' } = view as SmsView;
    return [say('segments', { count: segments }), encoding];
  }
  // Of a mail the whole message counts, its pictures among it.
  const sizes = (view.facts ?? []).flatMap(({ name, value }) =>
    typeof value === 'number' && name.endsWith('bytes') ? value : [],
  );
  return sizes.length > 0 ? [formats.bytes(Math.max(...sizes))] : [];
}
