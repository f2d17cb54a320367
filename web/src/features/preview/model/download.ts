import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';

import { draftOf, withRecord, type Look } from './request';

/** Save what `channel` makes of a look as a file, named as the template. Throws ApiProblem. */
export async function downloadPart(look: Look, channel: string): Promise<void> {
  const body = draftOf(look, [channel]) as Model<'PreviewRequest'>;
  const made = await ok(
    api.POST('/v1/preview', { body, bodySerializer: (written) => withRecord(written, look.record) }),
  );
  const part = typeof made === 'string' ? undefined : made.parts[0];
  if (part) save(blobOf(part), `${look.source.template}.${suffixOf(part.name)}`);
}

/** Let the browser keep `blob` as a file. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function blobOf(part: Model<'PartModel'>): Blob {
  if (typeof part.text === 'string') return new Blob([part.text], { type: part.media_type });
  const bytes = Uint8Array.from(atob(part.base64 ?? ''), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: part.media_type });
}

export function suffixOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
