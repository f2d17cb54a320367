import { IconEyeOff } from '@tabler/icons-react';

import { ApiProblem } from '~/api/problem';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { jobWords } from './words';

/** Results that are not shown: to this person, or at all. */
export function Refused({ problem }: { problem: unknown }) {
  const say = useWords(jobWords);
  if (problem instanceof ApiProblem && problem.status === 403)
    return <Empty icon={IconEyeOff} title={say('resultsHidden')} />;
  return <ProblemAlert problem={problem} />;
}
