import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Look, Pages } from './request';
import type { Views } from './types';
import { Viewing, type Ask } from './viewing';

const LOOK: Look = {
  source: { template: 'letter' },
  sample: '',
  record: null,
  lang: '',
  date: '',
  force: {},
};

function views(word: string, channels: readonly string[], { first, limit }: Pages): Views {
  const numbers = Array.from({ length: limit }, (_, index) => first + index).filter((number) => number <= 9);
  return {
    record: word,
    locale: 'en',
    title: word === 'broken' ? '' : word,
    company: '',
    issued: null,
    others: [],
    conditions: [],
    ...(channels.includes('sms')
      ? { sms: { channel: 'sms', failed: false, findings: [], sender: word } }
      : {}),
    ...(channels.includes('pdf')
      ? {
          pdf: {
            channel: 'pdf',
            failed: false,
            findings: [],
            count: 9,
            areas: [],
            pages: numbers.map((number) => ({ number, source: word, width: 595, height: 842 })),
          },
        }
      : {}),
  } as Views;
}

function served(pdfTakes = 1000, fails: (word: string) => boolean = () => false) {
  const asked: string[] = [];
  const ask: Ask = (look, channels, pages, session, signal) => {
    const word = look.source.template === 'letter' ? look.sample : look.source.template;
    asked.push(
      `${session} ${word} ${channels.join('+')} ${pages.first.toString()}/${pages.limit.toString()}`,
    );
    return new Promise((answer, fail) => {
      setTimeout(
        () => {
          if (signal?.aborted) fail(new DOMException('', 'AbortError'));
          else if (fails(word)) fail(new Error(word));
          else answer(views(word, channels, pages));
        },
        channels.includes('pdf') ? pdfTakes : 60,
      );
    });
  };
  return { viewing: new Viewing('w', ask), asked };
}

const CHANNELS = ['pdf', 'sms'];
const wish = (sample: string) => ({ look: { ...LOOK, sample }, channels: CHANNELS });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Viewing', () => {
  it('does not let the messages wait for the PDF', async () => {
    const { viewing } = served();
    viewing.want(wish('a'));
    await vi.advanceTimersByTimeAsync(100);
    expect(viewing.current()).toMatchObject({ busy: false, paperBusy: true });
    expect(viewing.current().messages?.sms?.sender).toBe('a');
    await vi.runAllTimersAsync();
    expect(viewing.current().paper?.view.count).toBe(9);
  });

  it('asks for a PDF once, however much is typed', async () => {
    const { viewing, asked } = served();
    viewing.want(wish('a'));
    await vi.runAllTimersAsync();
    asked.length = 0;
    for (const word of ['ab', 'abc', 'abcd']) {
      viewing.want(wish(word));
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.runAllTimersAsync();
    expect(asked.filter((one) => one.startsWith('w-paper'))).toEqual(['w-paper abcd pdf 1/3']);
    expect(viewing.current().messages?.sms?.sender).toBe('abcd');
  });

  it('keeps what was there when something fails, and says so', async () => {
    const { viewing } = served(1000, (word) => word === 'bad');
    viewing.want(wish('a'));
    await vi.runAllTimersAsync();
    viewing.want(wish('bad'));
    await vi.runAllTimersAsync();
    expect(viewing.current().messages?.sms?.sender).toBe('a');
    expect(viewing.current().problem).toEqual(new Error('bad'));
    viewing.want(wish('good'));
    await vi.runAllTimersAsync();
    expect(viewing.current().problem).toBeNull();
  });

  it('asks for the pages that come into sight', async () => {
    const { viewing, asked } = served();
    viewing.want(wish('a'));
    await vi.runAllTimersAsync();
    asked.length = 0;
    viewing.see(6, 7, 1);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['w-more a pdf 5/4']);
    expect([...(viewing.current().paper?.sheets.keys() ?? [])]).toContain(8);
  });

  it('keeps what was there while a draft is half written, but not for another record', async () => {
    const { viewing } = served();
    const typed = (word: string, sample = 'first') => ({
      look: { ...LOOK, sample, source: { template: word } },
      channels: CHANNELS,
    });
    viewing.want(typed('whole'));
    await vi.runAllTimersAsync();
    viewing.want(typed('broken'));
    await vi.runAllTimersAsync();
    expect(viewing.current().messages?.title).toBe('whole');
    expect(viewing.current().problem).not.toBeNull();
    expect(viewing.current().paperProblem).not.toBeNull();
    viewing.want(typed('broken', 'second'));
    await vi.runAllTimersAsync();
    expect(viewing.current().messages?.title).toBe('');
  });
});
