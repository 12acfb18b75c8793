import { pick, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

type Appearance = 'light' | 'dark';

const accent: Record<Appearance, string> = { light: '#1c5d99', dark: '#7cb8ee' };
const surface: Record<Appearance, string> = { light: '#ffffff', dark: '#1c2430' };
const text: Record<Appearance, string> = { light: '#1f2933', dark: '#ffffff' };

// Wrapped, since the questions and the conditions are longer than a pane is wide.
const options = { fontSize: 13, wordWrap: 'on', wrappingIndent: 'indent' } as const;

/** Gives the editors the page's colours and size: GraphiQL sets its own in JavaScript, out of reach of CSS. */
export function EditorLook() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
  useEffect(() => {
    for (const editor of Object.values(editors)) {
      editor?.updateOptions(options);
    }
  }, [editors]);
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) {
      return;
    }
    for (const appearance of ['light', 'dark'] as const) {
      monaco.editor.defineTheme(`graphiql-${appearance.toUpperCase()}`, {
        base: appearance === 'dark' ? 'vs-dark' : 'vs',
        inherit: true,
        rules: [{ token: 'argument.identifier.gql', foreground: appearance === 'dark' ? '#a7a3ff' : '#5b57c0' }],
        colors: editorColours(appearance),
      });
    }
  }, [monaco]);
  return null;
}

function editorColours(appearance: Appearance): Record<string, string> {
  const main = accent[appearance];
  const tint = `${main}22`;
  const panel = surface[appearance];
  return {
    'editor.background': '#ffffff00',
    'scrollbar.shadow': '#ffffff00',
    'textLink.foreground': main,
    'textLink.activeForeground': main,
    'editorLink.activeForeground': main,
    'editorHoverWidget.background': panel,
    'editorWidget.background': panel,
    'editorSuggestWidget.background': panel,
    'editorSuggestWidget.selectedBackground': tint,
    'editorSuggestWidget.selectedForeground': text[appearance],
    'list.hoverBackground': tint,
    'list.highlightForeground': main,
    'list.focusHighlightForeground': main,
    'menu.background': panel,
    'menu.selectionBackground': tint,
    'menu.selectionForeground': text[appearance],
    'quickInputList.focusBackground': tint,
    'quickInputList.focusForeground': text[appearance],
    'toolbar.hoverBackground': tint,
    'inputOption.hoverBackground': tint,
    'pickerGroup.foreground': main,
    focusBorder: main,
  };
}
