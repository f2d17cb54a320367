import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';

import type { Job } from './job';
import { jobWords } from './words';

interface ChangingProps {
  job: Job;
  onClose: () => void;
}

/** Giving a job up for good. */
export function CancelDialog({ job, onClose }: ChangingProps) {
  const say = useWords(jobWords);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={say('cancelTitle')}
      intro={say('cancelWhy', { count: job.progress.delivered })}
      action={say('cancel')}
      danger
      ready={reason.trim() !== ''}
      onClose={onClose}
      run={async () => {
        const path = { job: job.id };
        await ok(
          api.POST('/v1/jobs/{job}/cancellation', {
            params: { path },
            headers: once(),
            body: { reason: reason.trim() },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['jobs'] });
      }}
    >
      <TextInput
        label={say('reason')}
        description={say('reasonHint')}
        value={reason}
        required
        data-autofocus
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
    </ActDialog>
  );
}

/** Letting a job that stopped go on. */
export function ResumeDialog({ job, onClose }: ChangingProps) {
  const say = useWords(jobWords);
  const queries = useQueryClient();
  const [limit, setLimit] = useState('');
  return (
    <ActDialog
      title={say('resumeTitle')}
      intro={
        <>
          {say('resumeWhy')} {job.reason}
        </>
      }
      action={say('resume')}
      onClose={onClose}
      run={async () => {
        const path = { job: job.id };
        await ok(
          api.POST('/v1/jobs/{job}/resumption', {
            params: { path },
            headers: once(),
            body: { max_errors: limit.trim() || null },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['jobs'] });
      }}
    >
      <TextInput
        label={say('maxErrors')}
        description={say('maxErrorsHint')}
        placeholder={job.max_errors}
        value={limit}
        data-autofocus
        onChange={(event) => {
          setLimit(event.currentTarget.value);
        }}
      />
    </ActDialog>
  );
}
