import { defineWords, type Say, type Words } from '~/app/words';

import { english } from './words.en';
import { italian } from './words.it';

export type EditorWord = keyof typeof english;
export type SayEditor = Say<EditorWord>;

export const editorWords: Words<EditorWord> = defineWords('editor', english, italian);
