import { expect, it } from 'vitest';

import { survival } from './survival';

it('lets formats and order differ, and names what got lost or came in', () => {
  const source = "On {{ due | date('long') }}: {{ balance | money }}";
  expect(survival(source, "{{ balance | money }} il {{ due | date('short') }}")).toEqual({
    lost: [],
    strange: [],
  });
  expect(survival(source, 'Il {{ due | date }}: {{ blance }}')).toEqual({
    lost: ['balance'],
    strange: ['blance'],
  });
});
