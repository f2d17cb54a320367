import { useEffect, useState, useSyncExternalStore } from 'react';

import type { Look } from './request';
import { Viewing, type Seen } from './viewing';

/** What `look` shows in `channels`, kept up to date. Both are to stay the same object while they say the same. */
export function useViewing(look: Look, channels: readonly string[]): { seen: Seen; viewing: Viewing } {
  const [viewing] = useState(() => new Viewing(crypto.randomUUID()));
  const seen = useSyncExternalStore(viewing.subscribe, viewing.current);
  useEffect(() => {
    viewing.want({ look, channels });
  }, [viewing, look, channels]);
  useEffect(
    () => () => {
      viewing.stop();
    },
    [viewing],
  );
  return { seen, viewing };
}
