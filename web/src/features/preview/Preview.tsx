import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import { useFormats } from '~/app/formats';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { Board } from './Board';
import { CHANNELS, isKnown, usePreviewWords, type Looking } from './channels/shared';
import { ConditionBoard } from './conditions/ConditionBoard';
import { plainCondition, type Names } from './conditions/plain';
import { RecordDialog } from './controls/RecordDialog';
import { neighbour } from './controls/SamplePicker';
import { Toolbar } from './controls/Toolbar';
import { idsInside, nextOf, rootOf } from './model/nodes';
import { orderOf } from './model/order';
import { tryRecord, type Look } from './model/request';
import type { Source } from './model/types';
import { useSettings } from './model/useSettings';
import { useShortcuts } from './model/useShortcuts';
import { useViewing } from './model/useViewing';
import { conditionsOf } from './model/viewing';
import classes from './preview.module.css';
import { useOwners } from './useOwners';

export interface PreviewProps {
  readonly source: Source;
  /** What the template says, as JSON: which nodes hold which. */
  readonly definition: unknown;
  readonly channels: readonly string[];
  readonly locales: readonly string[];
  readonly samples: readonly string[];
  readonly sample: string;
  readonly onSample: (sample: string) => void;
  readonly readSample: (sample: string) => Promise<string>;
  readonly lang: string;
  /** Undefined where the language is chosen elsewhere. */
  readonly onLang: ((lang: string) => void) | undefined;
  readonly selected: string;
  readonly onSelect: (node: string) => void;
  /** What the variables of the contract are called, by path. */
  readonly names: Names;
  /** Whether it stands beside something else, and has one channel's room. */
  readonly compact: boolean;
  /** Whether the source may change by itself, so that whoever comes back wants to see it anew. */
  readonly shared?: boolean;
  readonly head?: ReactNode;
}

/** One record in every channel: what is looked at, how, and what decides about it. */
export function Preview(props: PreviewProps) {
  const { source, definition, compact, lang, selected, onSelect } = props;
  const say = usePreviewWords();
  const formats = useFormats();
  const [settings, change] = useSettings();
  const [record, setRecord] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [board, setBoard] = useState(() => Object.keys(settings.force).length > 0);
  const [picked, setPicked] = useState({ node: '', channel: '' });
  const [link, setLink] = useState('');

  const all = useMemo(() => inOrder(props.channels), [props.channels]);
  const one = (settings.layout || (compact ? 'one' : 'board')) === 'one';
  const some = all.filter((channel) => settings.channels.length === 0 || settings.channels.includes(channel));
  const large = some.find((channel) => channel === settings.channel) ?? some[0] ?? all[0] ?? 'pdf';
  const wanted = (one ? [large] : some).join(',');
  const chosen = useMemo(() => wanted.split(',').filter(Boolean), [wanted]);

  const { date, force } = settings;
  const forced = JSON.stringify(force);
  const sample = record === null ? props.sample : '';
  const look = useMemo<Look>(
    () => ({ source, sample, record, lang, date, force: JSON.parse(forced) as Look['force'] }),
    [source, sample, record, lang, date, forced],
  );
  const { seen, viewing } = useViewing(look, chosen);
  const owners = useOwners(seen, settings.locked);
  useWindowEvent('focus', () => {
    if (props.shared) viewing.want({ look, channels: chosen });
  });

  // A node inside a block is the block to the editor; here it stays what was picked.
  const shown = picked.node && rootOf(picked.node) === rootOf(selected) ? picked.node : selected;
  const inside = useMemo(
    () => (selected ? idsInside(definition, rootOf(selected)) : []),
    [definition, selected],
  );
  const pick = (node: string, channel: string): void => {
    setPicked({ node, channel });
    onSelect(compact ? rootOf(node) : node);
  };
  const goToSample = (name: string): void => {
    setRecord(null);
    props.onSample(name);
  };
  const enlarge = (channel: string): void => {
    change(one ? { layout: 'board', channel: '' } : { layout: 'one', channel });
  };

  const root = useRef<HTMLDivElement>(null);
  // What had the focus may go with the layout.
  const keepFocus = (): void => {
    root.current?.focus({ preventScroll: true });
  };
  const onKey = useShortcuts({
    ...Object.fromEntries(
      all.map((channel, index) => [
        (index + 1).toString(),
        () => {
          change({ layout: 'one', channel });
          keepFocus();
        },
      ]),
    ),
    '0': () => {
      change({ layout: 'board', channel: '' });
      keepFocus();
    },
    '[': () => {
      goToSample(neighbour(props.samples, props.sample || (props.samples[0] ?? ''), -1));
    },
    ']': () => {
      goToSample(neighbour(props.samples, props.sample || (props.samples[0] ?? ''), 1));
    },
    j: () => {
      pick(nextOf(orderOf(seen), shown, 1), '');
    },
    k: () => {
      pick(nextOf(orderOf(seen), shown, -1), '');
    },
    d: () => {
      change({ screens: settings.screens === 'dark' ? 'light' : 'dark' });
    },
    b: () => {
      change({ locked: !settings.locked });
    },
    c: () => {
      setBoard((open) => !open);
    },
    Escape: () => {
      setPicked({ node: '', channel: '' });
      onSelect('');
    },
  });
  useEffect(() => {
    const element = root.current;
    element?.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('keydown', onKey);
    };
  }, [onKey]);

  const looking: Looking = {
    scheme: settings.screens,
    device: settings.device,
    selected: shown,
    inside,
    origin: picked.node === shown ? picked.channel : '',
    outlines: settings.locked,
    owners,
    large: one,
    onPick: pick,
    onLink: setLink,
    onKey,
    onDevice: (device) => {
      change({ device });
    },
  };
  const nothing = seen.about === null;
  const problem = seen.problem ?? seen.paperProblem;

  return (
    <div className={classes.preview} ref={root} tabIndex={-1} data-compact={compact || undefined}>
      {props.head}
      <Toolbar
        {...props}
        all={all}
        shown={chosen}
        one={one}
        settings={settings}
        onSettings={change}
        own={record !== null}
        onSample={goToSample}
        onOwn={() => {
          setAsking(true);
        }}
        used={seen.about?.locale ?? ''}
        seen={seen}
        board={board}
        onBoard={() => {
          setBoard(!board);
        }}
      />
      <div className={classes.middle}>
        {nothing && problem ? (
          <div className={classes.problem}>
            <ProblemAlert
              problem={problem}
              onRetry={() => {
                viewing.want({ look, channels: chosen });
              }}
            />
          </div>
        ) : (
          <Board
            channels={chosen}
            seen={seen}
            look={look}
            looking={looking}
            link={link}
            onLinkClose={() => {
              setLink('');
            }}
            onSee={(first, last, scale) => {
              viewing.see(first, last, scale);
            }}
            onEnlarge={enlarge}
          />
        )}
        {board &&
          (nothing ? (
            <Loading w={340} />
          ) : (
            <ConditionBoard
              conditions={conditionsOf(seen)}
              forced={settings.force}
              selected={rootOf(selected)}
              plain={(expression) => plainCondition(expression, props.names, say, formats)}
              onForce={(forcing) => {
                change({ force: forcing });
              }}
              onGo={(node) => {
                pick(node, '');
              }}
              onClose={() => {
                setBoard(false);
              }}
            />
          ))}
      </div>
      <RecordDialog
        opened={asking}
        text={record ?? ''}
        sample={
          props.samples.length > 0 ? () => props.readSample(props.sample || (props.samples[0] ?? '')) : null
        }
        onUse={async (text) => {
          // The record is looked at by the server before it takes the place of what is shown.
          await tryRecord(look, text, all[0] ?? 'pdf', say('record.refused'));
          setRecord(text);
          setAsking(false);
        }}
        onClose={() => {
          setAsking(false);
        }}
      />
    </div>
  );
}

// On paper first, then by mail, message and phone, whichever a template names first; those of others last.
function inOrder(channels: readonly string[]): readonly string[] {
  if (channels.length === 0) return CHANNELS;
  const known = CHANNELS.filter((channel) => channels.includes(channel));
  return [...known, ...channels.filter((channel) => !isKnown(channel))];
}
