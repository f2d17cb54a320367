import type { components } from './schema';

/** A model of the API by its name in the OpenAPI document: `Model<'TemplateShown'>`. */
export type Model<Name extends keyof components['schemas']> = components['schemas'][Name];
