import { changing } from './client';
import { ApiProblem, problemOf } from './problem';
import type { Model } from './types';

interface Uploading {
  name: string;
  body: Blob;
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Upload a file as it is, and be told how far it is: from 0 to 1. Throws ApiProblem, and AbortError when given up. */
export function upload({ name, body, onProgress, signal }: Uploading): Promise<Model<'UploadShown'>> {
  return new Promise((resolve, reject) => {
    // fetch says nothing of how much was sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/uploads?name=${encodeURIComponent(name)}`);
    const headers = {
      ...changing(),
      'Content-Type': 'application/octet-stream',
      'Idempotency-Key': crypto.randomUUID(),
    };
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => {
      reject(ApiProblem.unreachable());
    };
    request.onabort = () => {
      reject(new DOMException('given up', 'AbortError'));
    };
    request.onload = () => {
      const answer: unknown = read(request.responseText);
      if (request.status === 201) resolve(answer as Model<'UploadShown'>);
      else reject(problemOf(answer, new Response(null, { status: request.status })));
    };
    signal?.addEventListener('abort', () => {
      request.abort();
    });
    request.send(body);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
