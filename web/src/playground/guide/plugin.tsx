import type { GraphiQLPlugin } from '@graphiql/react';
import { Guide } from './Guide';

function GuideIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" />
      <path d="M9.2 9.3a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1.1-1.4 2.1" strokeLinecap="round" />
      <circle cx="12" cy="17" r="0.6" fill="currentColor" />
    </svg>
  );
}

/** The guide as a pane of GraphiQL. Its title is also the key under which GraphiQL keeps it, so it has both languages. */
export const guidePlugin: GraphiQLPlugin = { title: 'Guide 使用说明', icon: GuideIcon, content: Guide };
