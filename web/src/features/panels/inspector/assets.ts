import { api, ok } from '~/api/client';

const PICTURE = /\.(svg|png|jpe?g)$/;

export function isPicture(name: string): boolean {
  return PICTURE.test(name);
}

/** A name a file of the draft may have, made of the one it has on the person's disk. */
export function assetName(name: string, taken: (name: string) => boolean): string {
  const lower = name.toLowerCase();
  const ending = (PICTURE.exec(lower)?.[1] ?? 'png').replace('jpeg', 'jpg');
  const stem =
    lower
      .replace(PICTURE, '')
      .normalize('NFD')
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[-_]+|[-_]+$/g, '')
      .slice(0, 60) || 'picture';
  for (let number = 1; ; number += 1) {
    const made = `${stem}${number === 1 ? '' : `-${number.toString()}`}.${ending}`;
    if (!taken(made)) return made;
  }
}

/** Save a picture in the draft, on top of the state of this ETag. Throws ApiProblem, in whose words the limits are. */
export async function saveAsset(
  kind: 'template' | 'block',
  key: string,
  asset: string,
  file: Blob,
  etag: string,
): Promise<void> {
  const options = {
    params: { path: { key, asset }, header: { 'if-match': etag } },
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file as unknown as string, // what the description calls a text of format binary
    bodySerializer: (body: unknown) => body as Blob,
  };
  await ok(
    kind === 'template'
      ? api.PUT('/v1/templates/{key}/draft/assets/{asset}', options)
      : api.PUT('/v1/blocks/{key}/draft/assets/{asset}', options),
  );
}
