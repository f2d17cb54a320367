import { useState } from 'react';

interface HtmlFrameProps {
  html: string;
  title: string;
  /** As wide as the screen it is made for, in pixels. */
  width?: number | string;
  minHeight?: number;
  /** What it may do. A page of ours that scripts nothing needs nothing; nothing here ever runs a script. */
  className?: string;
}

/** Somebody else's page, as tall as it is: no scripts, no forms, no way out, nothing fetched. */
export function HtmlFrame({ html, title, width = '100%', minHeight = 200, className }: HtmlFrameProps) {
  const [height, setHeight] = useState(minHeight);
  return (
    <iframe
      className={className}
      title={title}
      // Without allow-scripts nothing in it runs; allow-same-origin only lets this page measure it.
      sandbox="allow-same-origin"
      srcDoc={html}
      tabIndex={0}
      onLoad={(event) => {
        const inside = event.currentTarget.contentDocument?.documentElement;
        if (inside) setHeight(Math.max(minHeight, Math.min(inside.scrollHeight, 12_000)));
      }}
      style={{ width, height, border: 0, display: 'block', background: '#fff', maxWidth: '100%' }}
    />
  );
}
