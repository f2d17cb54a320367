/** What a manifest says, as far as it is told in words (docs/provenance.md). */

export interface ApprovalSaid {
  kind: 'template' | 'block' | 'brand' | 'translation';
  key: string;
  version: number;
  digest: string;
  approved_by: { person: string; on_behalf_of: string | null; step: string; at: string }[];
}

export interface ManifestSaid {
  release: {
    name: string;
    digest: string;
    blocks?: Record<string, { version: number; locked: boolean }>;
    approvals?: ApprovalSaid[];
  };
  choice?: {
    why: 'asked-for' | 'preferred' | 'fallback';
    before: { channels: string[]; why: 'no-channel-here' | 'nothing-to-send-to' | 'cannot-be-rendered' }[];
  };
  engine?: unknown;
}
