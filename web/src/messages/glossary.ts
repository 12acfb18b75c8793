/** A term of the field, as staff use it, with what it means in both languages. */
export interface Term {
  en: string;
  zh: string;
  /** Where it is in the schema. */
  type: string;
  meaning: { en: string; zh: string };
}

/** The terms that a newcomer meets first. */
export const glossary: readonly Term[] = [
  {
    en: 'Cluster', zh: '产业集群', type: 'Cluster',
    meaning: { en: 'An innovation cluster that the city builds around several industry chains.', zh: '城市围绕若干产业链打造的产业创新集群。' },
  },
  {
    en: 'Industry chain', zh: '产业链', type: 'IndustryChain',
    meaning: { en: 'Segments from raw material to market. A chain may belong to no cluster.', zh: '从原材料到市场的一系列环节；产业链可以不属于任何集群。' },
  },
  {
    en: 'Segment', zh: '环节', type: 'ChainSegment',
    meaning: { en: 'One link of a chain: a product or process stage with its own suppliers.', zh: '产业链上的一环：有各自供应商的一种产品或工序。' },
  },
  {
    en: 'Company', zh: '企业', type: 'Company',
    meaning: { en: 'A registered firm. It runs projects and operates in segments.', zh: '注册登记的企业，实施项目、经营环节。' },
  },
  {
    en: 'Project', zh: '项目', type: 'Project',
    meaning: { en: 'An investment or technology project that the city attracts; stage says how far it has come.', zh: '城市引进的投资或科技项目；stage 表示所处阶段。' },
  },
  {
    en: 'Talent', zh: '人才', type: 'Person',
    meaning: { en: 'A person who matters to the industries: founder, scientist, engineer, adviser.', zh: '对产业有重要作用的人：创办人、科学家、工程师、顾问。' },
  },
  {
    en: 'Chain effect', zh: '链式效应', type: 'Person → Project → Company → ChainSegment',
    meaning: { en: 'One talent brings one project, one project drives one industry.', zh: '引进一位人才，落地一个项目，带动一个产业。' },
  },
  {
    en: 'Missing link', zh: '缺链', type: 'companies: {none: {}, asOf: "today"}',
    meaning: { en: 'A segment in which no company operates.', zh: '没有任何企业的环节。' },
  },
  {
    en: 'Single link', zh: '单点', type: 'companies: {countOf: {nodes: {eq: 1}}, asOf: "today"}',
    meaning: { en: 'A segment that hangs on one company.', zh: '只靠一家企业支撑的环节。' },
  },
  {
    en: 'Upstream, downstream', zh: '上游、下游', type: 'ChainSegment.upstream, downstream',
    meaning: { en: 'Segments that supply this one, and those that it supplies.', zh: '供应本环节的环节，以及本环节所供应的环节。' },
  },
  {
    en: 'District', zh: '板块、区镇', type: 'District',
    meaning: { en: 'A region, town or development zone; districts lie within one another.', zh: '行政区、镇或开发区；板块之间有隶属关系。' },
  },
  {
    en: 'Signed, started', zh: '签约、开工', type: 'ProjectStage',
    meaning: { en: 'Two stages of a project: the contract is signed; work on site has begun.', zh: '项目的两个阶段：已签订合同；现场已动工。' },
  },
  {
    en: 'USCC', zh: '统一社会信用代码', type: 'Company.uscc',
    meaning: { en: 'The 18-character code of every registered organisation, GB 32100-2015.', zh: '每个登记机构的 18 位代码，GB 32100-2015。' },
  },
  {
    en: 'Source', zh: '来源', type: 'Source',
    meaning: { en: 'The article, data set or register that a fact is known from.', zh: '事实所依据的文章、数据集或登记信息。' },
  },
];
