/** A gate's report, as far as a page tells of it: whatever else it holds is in the report itself. */
type Report = Readonly<Record<string, unknown>>;

function listIn(report: Report, name: string): unknown[] {
  const looked = report.looked_at;
  if (typeof looked !== 'object' || looked === null) return [];
  const found = (looked as Report)[name];
  return Array.isArray(found) ? found : [];
}

/** How many renderings, files or pages a gate looked at. */
export function lookedAt(report: Report): number {
  return ['cells', 'pdfs', 'pages'].reduce((sum, name) => sum + listIn(report, name).length, 0);
}

/** How many sides of conditions there are, and how many of them a sample took; null where the gate looks at none. */
export function coverageOf(report: Report): { taken: number; total: number } | null {
  const points = listIn(report, 'coverage');
  if (points.length === 0) return null;
  const sides = points.flatMap((point) => {
    const told = typeof point === 'object' && point !== null ? (point as Report).sides : null;
    return typeof told === 'object' && told !== null ? Object.values(told as Report) : [];
  });
  return { taken: sides.filter((one) => Array.isArray(one) && one.length > 0).length, total: sides.length };
}
