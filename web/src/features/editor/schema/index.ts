import { getSchema } from '@tiptap/core';

import { inlines } from './inlines';
import { blocks } from './nodes';

/** The kinds of nodes and marks that the editor knows. */
export const vocabulary = [...blocks, ...inlines];

export const schema = getSchema(vocabulary);
