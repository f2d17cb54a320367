import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// From 6 on white text on it has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3), and 7 does so on the light shades.
const iris: MantineColorsTuple = [
  '#eef0fc', '#dde1f8', '#bac3f2', '#95a2ea', '#7686e3', '#5a6cdb', '#3d4fc4', '#3444ad', '#2a3890', '#212c72',
]; // prettier-ignore

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  colors: { iris },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
});

// Words on the light fills of badges, alerts and initials, 4.5 : 1 on each.
const ON_LIGHT = {
  gray: '#3b4048', red: '#a01515', pink: '#96164c', grape: '#7a1f8b', violet: '#5129b8', indigo: '#2f45b5',
  blue: '#0b4f96', cyan: '#0a5566', teal: '#07593f', green: '#14582a', lime: '#3f5a08', yellow: '#714b00',
  orange: '#8f3500',
}; // prettier-ignore

/** Greys that keep their contrast: dimmed text is 4.5 : 1 on the page in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...Object.fromEntries(
      Object.entries(ON_LIGHT).map(([name, colour]) => [`--mantine-color-${name}-light-color`, colour]),
    ),
    '--mantine-color-dimmed': '#5b6270',
    '--mantine-color-placeholder': '#6b7280',
    '--ccm-canvas': '#f5f6f9',
    '--ccm-surface': '#ffffff',
    '--ccm-line': '#e3e6ec',
    '--ccm-quiet': '#f0f2f6',
  },
  dark: {
    '--mantine-color-dimmed': '#a8b0bf',
    '--mantine-color-placeholder': '#949db0',
    '--mantine-color-body': '#15171c',
    '--ccm-canvas': '#101216',
    '--ccm-surface': '#191c22',
    '--ccm-line': '#2b2f38',
    '--ccm-quiet': '#20242c',
  },
});
