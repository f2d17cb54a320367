import { GLASS, Phone } from '../frames/Phone';
import { HtmlFrame } from '../frames/HtmlFrame';
import type { MobileView } from '../model/types';
import { usePreviewWords, type Looking } from './shared';

/** The page for the phone, on one. */
export function MobileChannel({ view, looking }: { view: MobileView; looking: Looking }) {
  const say = usePreviewWords();
  return (
    <Phone scheme={looking.scheme}>
      {(height) => (
        <HtmlFrame
          html={view.html ?? ''}
          scheme={looking.scheme}
          title={say('mobile.title')}
          selected={looking.selected}
          inside={looking.inside}
          scrolls={looking.origin !== 'mobile'}
          outlines={looking.outlines}
          owners={looking.owners}
          onPick={(node) => {
            looking.onPick(node, 'mobile');
          }}
          onLink={looking.onLink}
          onKey={looking.onKey}
          width={GLASS}
          height={height}
        />
      )}
    </Phone>
  );
}
