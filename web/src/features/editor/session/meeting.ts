import { same } from '~/format/equal';
import { SourceFile, type Definition } from '~/format/file';
import { merge, type Conflict, type Side } from '~/format/merge';

import type { FileContent } from '../contract';
import type { Files } from './drafts';

export interface FileConflict {
  readonly name: string;
  readonly what: 'file';
  readonly id: string;
  readonly mine: FileContent | undefined;
  readonly theirs: FileContent | undefined;
}
export type AnyConflict = Conflict | FileConflict;

/** Two drafts that were made from one, and what has to be chosen to make one of them again. */
export class Meeting {
  private readonly base: Definition;
  private readonly mine: Definition;
  private readonly theirs: Definition;

  /** Throws YamlError when one of the three cannot be read. */
  constructor(
    private readonly before: Files,
    private readonly ours: Files,
    private readonly others: Files,
    private readonly definitionFile: string,
  ) {
    [this.base, this.mine, this.theirs] = [before, ours, others].map(
      (files) => SourceFile.read(files[definitionFile]?.text ?? '').definition,
    ) as [Definition, Definition, Definition];
  }

  get all(): readonly AnyConflict[] {
    return [...merge(this.base, this.mine, this.theirs).conflicts, ...this.fileConflicts()];
  }

  settled(choices: Readonly<Record<string, Side>>): { definition: Definition; files: Files } {
    const { definition } = merge(this.base, this.mine, this.theirs, choices);
    const files = this.names().map((name) => [name, this.file(name, choices)] as const);
    return { definition, files: Object.fromEntries(files.filter(([, file]) => file !== undefined)) as Files };
  }

  private names(): string[] {
    const names = new Set([...Object.keys(this.ours), ...Object.keys(this.others)]);
    return [...names].filter((name) => name !== this.definitionFile).sort();
  }

  private file(name: string, choices: Readonly<Record<string, Side>>): FileContent | undefined {
    const [mine, theirs] = [this.ours[name], this.others[name]];
    if (same(mine, this.before[name])) return theirs;
    if (same(theirs, this.before[name]) || same(mine, theirs)) return mine;
    return choices[`file:${name}`] === 'theirs' ? theirs : mine;
  }

  private fileConflicts(): FileConflict[] {
    return this.names().flatMap((name): FileConflict[] => {
      const [base, mine, theirs] = [this.before[name], this.ours[name], this.others[name]];
      const isOne = same(mine, theirs) || same(mine, base) || same(theirs, base);
      return isOne ? [] : [{ name: `file:${name}`, what: 'file', id: name, mine, theirs }];
    });
  }
}
