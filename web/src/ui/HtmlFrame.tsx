import { useState } from 'react';

interface HtmlFrameProps {
  html: string;
  title: string;
  /** As wide as the screen it is made for, in pixels. */
  width?: number | string;
  minHeight?: number;
  /** Whether it follows the scheme of the application; a mail looks as mail programs show it, on white. */
  ours?: boolean;
}

/** Somebody else's page, as tall as it is: no scripts, no forms, no way out, nothing fetched. */
export function HtmlFrame({ html, title, width = '100%', minHeight = 200, ours = false }: HtmlFrameProps) {
  const [height, setHeight] = useState(minHeight);
  return (
    <iframe
      title={title}
      // Without allow-scripts nothing in it runs; allow-same-origin only lets this page measure it.
      sandbox="allow-same-origin"
      srcDoc={html}
      onLoad={(event) => {
        const inside = event.currentTarget.contentDocument?.documentElement;
        if (inside) setHeight(Math.max(minHeight, Math.min(inside.scrollHeight, 40_000)));
      }}
      style={{
        width,
        height,
        border: 0,
        display: 'block',
        background: ours ? 'transparent' : '#fff',
        colorScheme: ours ? undefined : 'light',
        maxWidth: '100%',
      }}
    />
  );
}
