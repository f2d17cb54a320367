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

/** Greys that keep their contrast: dimmed text is 4.5 : 1 on the page in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    // Words on their own light shade, as in badges and alerts: 4.5 : 1 there too.
    '--mantine-color-red-light-color': '#a31515',
    '--mantine-color-green-light-color': '#19632c',
    '--mantine-color-orange-light-color': '#8a3a05',
    '--mantine-color-yellow-light-color': '#744b00',
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
