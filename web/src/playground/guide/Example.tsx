import { useState } from 'react';
import { useLanguage } from '../../messages/language';
import { useOpenTab } from '../useOpenTab';

type CopyState = 'ready' | 'done' | 'failed';

/** An operation to read, copy, or open in a tab. */
export function Example({ query }: { query: string }) {
  const { t } = useLanguage();
  const openTab = useOpenTab();
  const [state, setState] = useState<CopyState>('ready');
  // The clipboard is refused on pages that are served without TLS from another machine.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(query) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setState('done'),
      () => setState('failed'),
    );
  const label = { ready: t.copy, done: t.copied, failed: t.copyFailed }[state];
  return (
    <figure className="example">
      <pre tabIndex={0}><code>{query.trim()}</code></pre>
      <figcaption>
        <button type="button" onClick={copy} onBlur={() => setState('ready')} aria-live="polite">{label}</button>
        <button type="button" onClick={() => openTab(query)}>{t.openInTab}</button>
      </figcaption>
    </figure>
  );
}
