import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQLInterface } from 'graphiql';
import { ActiveTabInView } from './ActiveTabInView';
import { EditorLook } from './EditorLook';
import { fetcher } from './fetcher';
import { guidePlugin } from './guide/plugin';
import { Header } from './Header';
import { questions } from './questions';

// GraphiQL compares these by identity, so they live outside the component.
const plugins = [DOC_EXPLORER_PLUGIN, guidePlugin, HISTORY_PLUGIN];
const readyTabs = questions.map(({ query, variables }) => ({ query, variables }));
// GraphiQL takes the first tab's variables from here, and only while the user has no tabs of their own.
const firstVisit = localStorage.getItem('graphiql:tabState') === null;
const wideEnoughForGuide = window.matchMedia('(min-width: 1100px)').matches;
const narrow = window.matchMedia('(max-width: 760px)').matches;

/** The whole page: our header above GraphiQL, both in one provider so that the header can open tabs. */
export function Playground() {
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={firstVisit && wideEnoughForGuide ? guidePlugin.title : undefined}
      defaultTabs={readyTabs}
      initialVariables={firstVisit ? (readyTabs[0]?.variables ?? undefined) : undefined}
      inputValueDeprecation
      schemaDescription
    >
      <HistoryStore>
        <DocExplorerStore>
          <EditorLook />
          <ActiveTabInView />
          <Header />
          <main className="playground">
            <GraphiQLInterface defaultEditorToolsVisibility={narrow ? false : 'variables'} showPersistHeadersSettings={false} />
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
