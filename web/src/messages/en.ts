/** Our own texts in English; zh.ts has the same keys. */
export const en = {
  pageTitle: 'Playground · ClusterGraph 产业集群图谱',
  playground: 'Playground',
  language: 'Language',
  theme: 'Appearance',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  questions: 'Questions',
  questionsHint: 'Opens the question in a tab; press Ctrl-Enter to run it.',
  schemaFile: 'Schema',
  guideTitle: 'Guide',
  guideIntro:
    'Every question is one request: choose a list or one entity, say which, and name what you want to see. Ctrl-Space offers what fits at the cursor; hold Ctrl and click a name to read what it means.',
  filesTitle: 'Take a list away',
  filesBody:
    'Every list is a file too, with the same where and orderBy as JSON: /export/companies.xlsx, /export/companies/segments.csv with both ends of each relationship, /export/subgraph.graphml?ids=… for what lies around an entity. labels=zh heads the columns in Chinese.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select the text and copy it',
  openInTab: 'Open in a tab',
  glossary: 'Terms',
  guide: {
    page: {
      title: 'Page through a list',
      body: 'A list gives 20 entries unless you ask for more with first, at most 200. Pass pageInfo.endCursor as after to get the next page; last and before go backwards. A page deep in the list costs no more than the first.',
    },
    filter: {
      title: 'Filter',
      body: 'where takes conditions on an entity’s own fields and on whatever it relates to. In a relationship with many, node is what is at the end, edge is the relationship itself (role, since, until). and, or and not combine conditions.',
    },
    none: {
      title: 'Has one, has none',
      body: '{some: {}} means that there is at least one, {none: {}} that there is none, {countOf: {nodes: {eq: 1}}} that it is exactly one entity; count counts relationships, and two terms of one firm are two. asOf leaves out what did not hold at the date. For a single relation such as chain, {isNull: true} asks for none.',
    },
    sort: {
      title: 'Sort',
      body: 'orderBy is a list, most important first. Names sort by pinyin, missing values come last both ways, and fields that end in Count sort by how many there are.',
    },
    count: {
      title: 'Count and sum',
      body: 'totalCount counts all that fit, without reading them. aggregate groups the whole list, whatever the page.',
    },
    sources: {
      title: 'Follow a fact to its source',
      body: 'Every entity has sources, and so has every relationship: on edges, beside node. illustrative: true marks what was made up for demonstration.',
    },
  },
};

/** The keys that every language has. */
export type Messages = typeof en;
