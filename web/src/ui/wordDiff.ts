/** A stretch of two texts: in both, only before, or only after. */
export interface Piece {
  what: 'same' | 'removed' | 'added';
  text: string;
}

const TOKEN = /\s+|[\p{L}\p{N}_]+(?:[.,'’][\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu;
const MOST = 4_000_000; // cells of the table: two texts of 2,000 words each

/** What changed from `before` to `after`, word by word. Texts too long for that are told as one change. */
export function wordDiff(before: string, after: string): Piece[] {
  const was = before.match(TOKEN) ?? [];
  const is = after.match(TOKEN) ?? [];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < was.length - head && tail < is.length - head && was.at(-1 - tail) === is.at(-1 - tail))
    tail += 1;
  const pieces: Piece[] = [
    ...was.slice(0, head).map((text): Piece => ({ what: 'same', text })),
    ...middle(was.slice(head, was.length - tail), is.slice(head, is.length - tail)),
    ...is.slice(is.length - tail).map((text): Piece => ({ what: 'same', text })),
  ];
  return joined(bridged(pieces));
}

function middle(was: string[], is: string[]): Piece[] {
  if (was.length * is.length > MOST) {
    return [
      { what: 'removed', text: was.join('') },
      { what: 'added', text: is.join('') },
    ];
  }
  const width = is.length + 1;
  const longest = new Uint32Array((was.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = was.length - 1; row >= 0; row -= 1) {
    for (let column = is.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        was[row] === is[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pieces: Piece[] = [];
  let row = 0;
  let column = 0;
  while (row < was.length || column < is.length) {
    if (row < was.length && column < is.length && was[row] === is[column]) {
      pieces.push({ what: 'same', text: was[row] ?? '' });
      row += 1;
      column += 1;
    } else if (column >= is.length || (row < was.length && at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ what: 'removed', text: was[row] ?? '' });
      row += 1;
    } else {
      pieces.push({ what: 'added', text: is[column] ?? '' });
      column += 1;
    }
  }
  return pieces;
}

// A space that stayed between two changed words reads as one change, not as three.
function bridged(pieces: Piece[]): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    const alone = piece.what === 'same' && !piece.text.trim() && before && after;
    if (!alone || before.what === 'same' || after.what === 'same') return [piece];
    return [
      { what: 'removed', text: piece.text },
      { what: 'added', text: piece.text },
    ];
  });
}

function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = [];
  let run: Record<'removed' | 'added', string> = { removed: '', added: '' };
  const close = () => {
    for (const what of ['removed', 'added'] as const) if (run[what]) found.push({ what, text: run[what] });
    run = { removed: '', added: '' };
  };
  for (const piece of pieces) {
    if (piece.what !== 'same') {
      run[piece.what] += piece.text;
      continue;
    }
    close();
    const last = found.at(-1);
    if (last?.what === 'same') last.text += piece.text;
    else found.push({ ...piece });
  }
  close();
  return found;
}
