import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';

/** Returns a function that shows an operation in a tab: the tab that already holds it, else a new one. */
export function useOpenTab() {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));
  return (query: string, variables: string | null = null) => {
    const open = tabs.findIndex((tab) => tab.query?.trim() === query.trim());
    if (open >= 0) {
      changeTab(open);
      return;
    }
    addTab();
    updateActiveTabValues({ query, variables });
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ?? '');
  };
}
