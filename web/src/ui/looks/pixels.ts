/** What differs between two pictures of a page: how much of it, and a picture that shows where. */
export interface Difference {
  /** The part of the picture's pixels that changed. */
  share: number;
  pixels: ImageData;
}

const TOLERANCE = 40; // of 3 * 255: what a renderer's rounding makes is no change

/** Compare two pictures of the same size. What stayed fades to grey; what went is red, what came is green. */
export function differenceOf(before: ImageData, after: ImageData): Difference {
  const { width, height } = after;
  const pixels = new ImageData(width, height);
  let changed = 0;
  for (let at = 0; at < pixels.data.length; at += 4) {
    const was = greyAt(before.data, at);
    const is = greyAt(after.data, at);
    const apart = distance(before.data, after.data, at);
    if (apart <= TOLERANCE) {
      const faded = 255 - (255 - is) * 0.35;
      pixels.data.set([faded, faded, faded, 255], at);
      continue;
    }
    changed += 1;
    pixels.data.set(is > was ? [214, 40, 40, 255] : [16, 130, 60, 255], at);
  }
  return { share: changed / (width * height), pixels };
}

function greyAt(data: Uint8ClampedArray, at: number): number {
  return ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
}

function distance(one: Uint8ClampedArray, other: Uint8ClampedArray, at: number): number {
  return [0, 1, 2].reduce((sum, part) => sum + Math.abs((one[at + part] ?? 0) - (other[at + part] ?? 0)), 0);
}

/** The pixels of a picture, drawn `width` wide on white. */
export async function pixelsOf(source: string, width: number, height: number): Promise<ImageData> {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('this browser draws no pictures');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
