import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Keeps the open tab in view: the menu may open one that the row of tabs has no room for. */
export function ActiveTabInView() {
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex]);
  return null;
}
