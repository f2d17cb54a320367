import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Refresher } from './refresher';

const PACE = { quiet: 80, leads: true, given: 50 };

function told(pace = PACE, takes = 200) {
  const sent: string[] = [];
  const given: string[] = [];
  const shown: string[] = [];
  const failed: unknown[] = [];
  const refresher = new Refresher<string, string>(
    (asked, signal) => {
      sent.push(asked);
      return new Promise((answer, fail) => {
        const timer = setTimeout(() => {
          if (asked === 'bad') fail(new Error('no'));
          else answer(asked.toUpperCase());
        }, takes);
        signal.addEventListener('abort', () => {
          given.push(asked);
          clearTimeout(timer);
          fail(new DOMException('given up', 'AbortError'));
        });
      });
    },
    pace,
    { answered: (answer) => shown.push(answer), failed: (problem) => failed.push(problem) },
  );
  return { refresher, sent, given, shown, failed };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Refresher', () => {
  it('asks the first at once', () => {
    const { refresher, sent } = told();
    refresher.want('a');
    expect(sent).toEqual(['a']);
  });

  it('asks only the last of what comes quickly', async () => {
    const { refresher, sent, shown } = told();
    for (const word of ['a', 'ab', 'abc']) refresher.want(word);
    await vi.runAllTimersAsync();
    expect(sent).toEqual(['a', 'abc']);
    expect(shown).toEqual(['A', 'ABC']);
  });

  it('gives up what has only begun', async () => {
    const { refresher, given, shown } = told({ ...PACE, given: 100 });
    refresher.want('a');
    await vi.advanceTimersByTimeAsync(10);
    refresher.want('ab');
    await vi.runAllTimersAsync();
    expect(given).toEqual(['a']);
    expect(shown).toEqual(['AB']);
  });

  it('shows something to who types without a pause', async () => {
    const { refresher, shown } = told();
    for (let key = 0; key < 20; key += 1) {
      refresher.want(key.toString());
      await vi.advanceTimersByTimeAsync(120);
    }
    expect(shown.length).toBeGreaterThan(5);
    await vi.runAllTimersAsync();
    expect(shown.at(-1)).toBe('19');
  });

  it('waits for a pause where it does not lead', async () => {
    const { refresher, sent } = told({ quiet: 250, leads: false, given: 1000 }, 900);
    for (let key = 0; key < 10; key += 1) {
      refresher.want(key.toString());
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(sent).toEqual([]);
    await vi.runAllTimersAsync();
    expect(sent).toEqual(['9']);
  });

  it('tells of a failure, and goes on', async () => {
    const { refresher, failed, shown } = told();
    refresher.want('bad');
    await vi.runAllTimersAsync();
    refresher.want('good');
    await vi.runAllTimersAsync();
    expect(failed).toHaveLength(1);
    expect(shown).toEqual(['GOOD']);
  });

  it('says nothing once it was stopped', async () => {
    const { refresher, failed, shown } = told();
    refresher.want('a');
    refresher.stop();
    await vi.runAllTimersAsync();
    expect([...shown, ...failed]).toEqual([]);
  });
});
