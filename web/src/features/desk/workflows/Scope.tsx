import { useWords } from '~/app/words';

import type { Workflow } from './definition';
import { workflowWords } from './words';

/** What a workflow is for, in a few words. */
export function Scope({ workflow }: { workflow: Workflow }) {
  const say = useWords(workflowWords);
  const { kind, folders, tags } = workflow.for;
  return [
    say(`kind.${kind}`),
    folders.length > 0 && say('inFolders', { folders: folders.join(', ') }),
    tags.length > 0 && say('tagged', { tags: tags.join(' + ') }),
  ]
    .filter(Boolean)
    .join(', ');
}
