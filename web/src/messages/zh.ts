import type { Messages } from './en';

/** Our own texts in Chinese. */
export const zh: Messages = {
  pageTitle: '查询台 · ClusterGraph 产业集群图谱',
  playground: '查询台',
  language: '语言',
  theme: '外观',
  themeSystem: '跟随系统',
  themeLight: '浅色',
  themeDark: '深色',
  questions: '常用问题',
  questionsHint: '在标签页中打开该问题；按 Ctrl-Enter 运行。',
  schemaFile: '数据模型',
  guideTitle: '使用说明',
  guideIntro:
    '每个问题就是一次请求：选一个列表或一个实体，说明条件，再写出想看的字段。按 Ctrl-空格可列出光标处可填的内容；按住 Ctrl 点击名称可查看其含义。',
  filesTitle: '导出为文件',
  filesBody:
    '每个列表也可以下载为文件，where 和 orderBy 以 JSON 写在地址中：/export/companies.xlsx；/export/companies/segments.csv 每行一条关系，含两端名称；/export/subgraph.graphml?ids=… 导出某个实体周围的子图。加上 labels=zh 则表头为中文。',
  copy: '复制',
  copied: '已复制',
  copyFailed: '请选中文字后复制',
  openInTab: '在标签页中打开',
  glossary: '术语',
  guide: {
    page: {
      title: '分页',
      body: '列表默认给出 20 条，可用 first 调整，最多 200 条。把 pageInfo.endCursor 作为 after 传入即得下一页；last 和 before 用于向前翻页。翻到很后面的页与第一页一样快。',
    },
    filter: {
      title: '筛选',
      body: 'where 的条件可以写在实体自身的字段上，也可以写在与它相关的任何实体上。对多的关系中，node 是另一端的实体，edge 是关系本身（角色、起始、截止）。and、or、not 用来组合条件。',
    },
    none: {
      title: '有与没有',
      body: '{some: {}} 表示至少有一个，{none: {}} 表示一个也没有，{countOf: {nodes: {eq: 1}}} 表示恰好一个实体；count 数的是关系，同一企业的两段任期算两个。asOf 只看该日期有效的关系。对 chain 这样的单一关系，用 {isNull: true} 查找没有的。',
    },
    sort: {
      title: '排序',
      body: 'orderBy 是一个列表，重要的在前。名称按拼音排序，缺失值无论升降序都排在最后，以 Count 结尾的字段按数量排序。',
    },
    count: {
      title: '计数与汇总',
      body: 'totalCount 统计全部符合条件的数量，而不读取它们。aggregate 对整个列表分组汇总，与当前页无关。',
    },
    sources: {
      title: '追溯来源',
      body: '每个实体都有 sources，每条关系也有：写在 edges 里、与 node 并列。illustrative: true 表示示例数据，并非事实。',
    },
  },
};
