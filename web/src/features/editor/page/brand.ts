import { isObject } from '~/format/nodes';

type Raw = Readonly<Record<string, unknown>>;

/** The look of a brand as CSS variables for the page that is typed on: always on paper, whatever the interface. */
export function brandVariables(brand: unknown): Record<string, string> {
  const of = isObject(brand) ? brand : {};
  const [light, type, shape, sheet] = [of.light, of.type, of.shape, of.sheet].map((each): Raw =>
    isObject(each) ? each : {},
  );
  const [body, heading] = [type?.body, type?.heading].map((each): Raw => (isObject(each) ? each : {}));
  const variables: Record<string, string> = {};
  for (const name of [
    'paper',
    'ink',
    'muted',
    'surface',
    'line',
    'accent',
    'button',
    'on_button',
    'positive',
    'negative',
    'warning',
  ])
    if (typeof light?.[name] === 'string') variables[`--brand-${name.replace('_', '-')}`] = light[name];
  const set = (name: string, value: unknown, unit = ''): void => {
    if (typeof value === 'number' || typeof value === 'string')
      variables[`--brand-${name}`] = `${value.toString()}${unit}`;
  };
  set('body', families(body));
  set('body-weight', body?.weight);
  set('heading', families(heading ?? body));
  set('heading-weight', heading?.weight);
  set('heading-tracking', heading?.tracking, 'em');
  set('strong-weight', type?.strong_weight);
  set('size', type?.screen_size, 'px');
  set('leading', type?.leading);
  set('scale', type?.scale);
  set('space', shape?.space, 'mm');
  set('radius', shape?.radius, 'mm');
  set('margin-left', sheet?.margin_left, 'mm');
  set('margin-right', sheet?.margin_right, 'mm');
  variables['--brand-button-radius'] = shape?.buttons === 'round' ? '999px' : 'var(--brand-radius)';
  return variables;
}

function families(of: Raw | undefined): string | undefined {
  const names = of?.families;
  if (!Array.isArray(names)) return undefined;
  return [...names.map((name) => `"${String(name).replaceAll('"', '')}"`), 'sans-serif'].join(', ');
}
