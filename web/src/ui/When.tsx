import { Tooltip } from '@mantine/core';

import { useFormats } from '~/app/formats';

/** How long ago something was, or how long it is until then; the moment itself on pointing at it. */
export function When({ at }: { at: string }) {
  const formats = useFormats();
  return (
    <Tooltip label={formats.dateTime(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formats.ago(at)}
      </time>
    </Tooltip>
  );
}
