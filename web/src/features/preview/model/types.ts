import type { Model } from '~/api/types';

export type Views = Model<'Views'>;
export type PdfView = Model<'PdfView'>;
export type EmailView = Model<'EmailView'>;
export type SmsView = Model<'SmsView'>;
export type MobileView = Model<'MobileView'>;
export type OtherView = Model<'OtherView'>;
export type AnyView = PdfView | EmailView | SmsView | MobileView | OtherView;
export type Condition = Model<'ConditionModel'>;
export type Finding = Model<'FindingModel'>;
export type Files = Record<string, Model<'Content'>>;

/** How a condition or a list comes out, whatever the data say; of a choice, the number of a branch. */
export type Outcome = boolean | number;
export type Forced = Readonly<Record<string, Outcome>>;

export type Scheme = 'light' | 'dark';
export type Device = 'desktop' | 'phone';

/** What is looked at: the draft or a version in the store, or files that are being written. */
export interface Source {
  readonly template: string;
  readonly version?: number;
  readonly files?: Files;
  readonly blocks?: Record<string, Files>;
}
