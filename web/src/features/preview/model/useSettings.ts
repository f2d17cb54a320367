import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

import { readSettings, writeSettings, type Settings } from './settings';

export type ChangeSettings = (change: Partial<Settings>) => void;

/** How it is looked at, as the address says, and the way to change it. */
export function useSettings(): [Settings, ChangeSettings] {
  const [address, setAddress] = useSearchParams();
  const settings = useMemo(() => readSettings(address), [address]);
  const change = useCallback<ChangeSettings>(
    (wanted) => {
      setAddress((before) => writeSettings(before, wanted), { replace: true, preventScrollReset: true });
    },
    [setAddress],
  );
  return [settings, change];
}
