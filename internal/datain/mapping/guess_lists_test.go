package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

// list is a table as offices keep it: heads, and one row below them.
type list struct {
	file, heads, row string
	entity           string
	fields           map[string]any
	links            []string
	unused           []string
}

var ordinaryLists = []list{
	{
		"企业名单.xlsx",
		"序号|企业名称|统一社会信用代码|法定代表人|成立日期|注册资金（万元）|所属行业|经营范围|所属板块|联系电话",
		"1|甲|91320582PDY00001X7|张三|2015-03-01|1200|电子|半导体材料|经开区|0512-58000000",
		"Company",
		map[string]any{"name": "甲", "uscc": "91320582PDY00001X7", "foundedOn": "2015-03-01", "registeredCapital": "12000000", "description": "半导体材料"},
		[]string{"WORKS_AT Person name 张三 title=法定代表人", "LOCATED_IN District name 经开区"},
		[]string{"序号", "所属行业", "联系电话"},
	},
	{
		"公司.csv", "公司名称|社会信用代码|注册时间|注册资本金(亿元)|主营业务", "甲|91320582PDY00001X7|2015年3月|1.5|材料", "Company",
		map[string]any{"name": "甲", "uscc": "91320582PDY00001X7", "foundedOn": "2015-03", "registeredCapital": "150000000", "description": "材料"},
		nil, nil,
	},
	{
		"人才.xlsx", "姓名|性别|出生年月|学历|毕业院校|所学专业|工作单位|职务|职称|手机|邮箱", "张三|男|1980-01|博士研究生|甲大学|材料|乙公司|总工程师|高级工程师|13800000001|z@example.com", "Person",
		map[string]any{"name": "张三", "highestDegree": "DOCTORATE", "title": "高级工程师", "telephone": "13800000001", "email": "z@example.com"},
		[]string{"EDUCATED_AT Institution name 甲大学 field=材料", "WORKS_AT Company name 乙公司 title=总工程师"},
		[]string{"性别", "出生年月"},
	},
	{
		"重点项目.xlsx", "项目名称|项目代码|项目状态|总投资（亿元）|建设单位|项目负责人|签约日期|开工时间|竣工时间|建设内容", "甲|2019-320582-39-03-500001|在建|3.5|乙公司|张三|2021-05|2022-01|2024-01|厂房", "Project",
		map[string]any{"name": "甲", "registrationCode": "2019-320582-39-03-500001", "stage": "BUILDING", "investment": "350000000", "signedOn": "2021-05", "startedOn": "2022-01", "description": "厂房"},
		[]string{"RUNS Company name 乙公司", "WORKS_ON Person name 张三 role=LEAD"},
		[]string{"竣工时间"},
	},
	{
		"专利.csv", "专利名称|专利号|申请号|申请日|授权公告日|发明人|专利权人", "光刻胶|ZL201710601862.3|201710601862.3|2017-07-21|2019-01-01|张三;李四|乙公司", "Patent",
		map[string]any{"name": "光刻胶", "applicationNumber": "201710601862.3", "filedOn": "2017-07-21", "grantedOn": "2019-01-01"},
		[]string{"INVENTED Person name 张三", "INVENTED Person name 李四", "HOLDS Company name 乙公司"},
		[]string{"专利号"},
	},
	{
		"资质.csv", "企业名称|资质名称|证书编号|认定年度|发证日期|有效期至", "甲|国家高新技术企业|GR2021001|2021|2021-11-03|2024-11-02", "Certification",
		map[string]any{"name": "甲 国家高新技术企业 2021", "badge": "HIGH_TECH", "certificateNumber": "GR2021001", "batchYear": "2021", "certifiedOn": "2021-11-03", "expiresOn": "2024-11-02"},
		[]string{"CERTIFIES Company name 甲"},
		nil,
	},
	{
		"年报.csv", "年份|企业名称|营业收入（万元）|研发费用（万元）|从业人数", "2022|甲|100|5|30", "AnnualReport",
		map[string]any{"name": "甲 2022", "year": "2022", "revenue": "1000000", "researchSpending": "50000", "staff": "30"},
		[]string{"REPORT_OF Company name 甲"},
		nil,
	},
	{
		"附件2.xlsx", "序号|单位名称|统一社会信用代码|注册资本（万美元）|开业（成立）时间|所属区县", "1|甲|91320582PDY00001X7|100|二〇二二年三月|张家港市", "Company",
		map[string]any{"name": "甲", "uscc": "91320582PDY00001X7", "foundedOn": "2022-03"},
		[]string{"LOCATED_IN District name 张家港市"},
		[]string{`"注册资本（万美元）"`},
	},
	{
		"附件6.xlsx", "基本情况 企业名称|基本情况 信用代码|基本情况 成立日期|资本（万元） 注册资本", "甲|91320582PDY00001X7|2022.3|100", "Company",
		map[string]any{"name": "甲", "uscc": "91320582PDY00001X7", "foundedOn": "2022-03", "registeredCapital": "1000000"},
		nil, nil,
	},
	{
		"附件3.xlsx", "姓名|入选年度|工作单位|资助（万元）", "张三|2022|乙公司|100", "Person",
		map[string]any{"name": "张三"},
		[]string{"WORKS_AT Company name 乙公司"},
		[]string{"入选年度"},
	},
	{
		"附件4.csv", "平台名称|级别|类别", "甲|省级|实验室", "Platform",
		map[string]any{"name": "甲", "kind": "LABORATORY"},
		nil,
		[]string{"级别"},
	},
	{
		"附件5.csv", "企业名称|年度|利润总额（千元）|从业人员", "甲|2022年度|600|1,200人", "AnnualReport",
		map[string]any{"name": "甲 2022年度", "year": "2022", "profit": "600000", "staff": "1200"},
		[]string{"REPORT_OF Company name 甲"},
		nil,
	},
}

func cells(heads, row string) ([]string, map[string]any) {
	columns, values := strings.Split(heads, "|"), map[string]any{}
	for i, v := range strings.Split(row, "|") {
		values[columns[i]] = v
	}
	return columns, values
}

func TestHeadsOfOrdinaryListsAreRecognised(t *testing.T) {
	for _, tt := range ordinaryLists {
		t.Run(tt.file, func(t *testing.T) {
			columns, values := cells(tt.heads, tt.row)
			text := string(mapping.Guess(load(t), mapping.Sample{File: tt.file, Columns: columns, Rows: []map[string]any{values}}))
			m := parse(t, text)
			got := m.Files[len(m.Files)-1].Interpret(values)
			require.Empty(t, got.Problems, text)
			assert.Empty(t, got.Lost, text)
			assert.Equal(t, tt.entity, got.Nodes[0].Entity.Name)
			for name, want := range tt.fields {
				assert.EqualValues(t, want, got.Nodes[0].Row.Values[name], name)
			}
			assert.Len(t, got.Nodes[0].Row.Values, len(tt.fields), text)
			assert.ElementsMatch(t, tt.links, linksOf(got), text)
			for _, name := range tt.unused {
				assert.Contains(t, text, "# not used: "+name)
			}
		})
	}
}

// A head that is called like an enumeration, of which no value is known, does not choose the entity.
func TestAnEnumerationWithoutKnownValuesIsNoProof(t *testing.T) {
	columns, values := cells("平台名称|类别", "甲|工程中心")
	text := string(mapping.Guess(load(t), mapping.Sample{File: "a.csv", Columns: columns, Rows: []map[string]any{values}}))
	assert.Contains(t, text, "entity: Platform")
	assert.Contains(t, text, "not translated, and so left out: 工程中心")
}

// Whatever a list holds, its guess can be used: rows are found again.
func TestGuessesCanBeUsed(t *testing.T) {
	for _, heads := range []string{"融资企业|融资轮次|融资金额|投资机构", "申报项目|申报状态|申报日期", "入选人才|人才计划|入选年度", "联系时间|联系内容|招商人员", "目标年度|目标值|责任单位", "指标|年份|数值", "阶段|时间|原因"} {
		columns, values := cells(heads, "甲"+strings.Repeat("|A轮", strings.Count(heads, "|")))
		sample := mapping.Sample{File: "a.csv", Columns: columns, Rows: []map[string]any{values}}
		text := string(mapping.Guess(load(t), sample))
		m := parse(t, text)
		assert.Empty(t, m.Files[len(m.Files)-1].Interpret(values).Problems, text)
	}
	columns, values := cells("融资企业|融资轮次|融资金额", "甲|A轮|5000万")
	text := string(mapping.Guess(load(t), mapping.Sample{File: "a.csv", Columns: columns, Rows: []map[string]any{values}}))
	assert.Contains(t, text, `reference: {template: "{融资企业} {融资轮次}"}`)
}

// Words for nothing are no values that a field does not take.
func TestWordsForNothingDoNotCount(t *testing.T) {
	rows := []map[string]any{{"企业名称": "甲", "成立日期": "待定"}, {"企业名称": "乙", "成立日期": "/"}, {"企业名称": "丙", "成立日期": "2022年3月"}}
	text := string(mapping.Guess(load(t), mapping.Sample{File: "a.csv", Columns: []string{"企业名称", "成立日期"}, Rows: rows}))
	assert.Contains(t, text, "foundedOn: {column: 成立日期, onError: omit}")
}

func linksOf(m mapping.Interpretation) []string {
	var list []string
	for _, l := range m.Links {
		end := l.From
		if end.Node >= 0 {
			end = l.To
		}
		text := l.Type + " " + end.Ref.Entity + " " + end.Ref.Field + " " + end.Ref.Value.(string)
		for name, v := range l.Row.Values {
			text += " " + name + "=" + v.(string)
		}
		list = append(list, text)
	}
	return list
}

// A year, a class or an amount is shared by many rows: it never finds a node.
func TestAYearIsNoKey(t *testing.T) {
	for _, heads := range []string{"年份|产值", "年度|成立日期|注册资本", "成立时间|行业代码", "year|weight", "时间|联系方式"} {
		columns, values := cells(heads, "2021|2022"+strings.Repeat("|2023", strings.Count(heads, "|")-1))
		text := string(mapping.Guess(load(t), mapping.Sample{File: "a.csv", Columns: columns, Rows: []map[string]any{values}}))
		assert.NotContains(t, text, "key: ", heads)
	}
}

func TestWhatIsNotTranslatedIsTold(t *testing.T) {
	rows := []map[string]any{{"姓名": "张三", "学历": "博士"}, {"姓名": "李四", "学历": "函授"}, {"姓名": "王五", "学历": "-"}}
	text := string(mapping.Guess(load(t), mapping.Sample{File: "people.csv", Columns: []string{"姓名", "学历"}, Rows: rows}))
	assert.Contains(t, text, "博士: DOCTORATE")
	assert.Contains(t, text, "# not translated, and so left out: 函授; there are ASSOCIATE, BACHELOR, MASTER, DOCTORATE")
	assert.NotContains(t, text, ": null")
	m := parse(t, text)
	got := m.Files[1].Interpret(rows[1])
	require.Len(t, got.Lost, 1, "it is left out with a report, and does not empty what is stored")
	assert.Equal(t, "函授", got.Lost[0].Value)
	assert.Empty(t, m.Files[1].Interpret(rows[2]).Lost)
}

// A mapping of one's own needs no translation for what the schema calls a value.
func TestTermsOfTheSchemaAreReadWithoutTranslation(t *testing.T) {
	m := parse(t, "version: 1\nfiles: [{file: a.csv, nodes: [{entity: Project, key: name, fields: {name: 名称, stage: 阶段}}, {entity: Officer, key: name, fields: {name: 名称, skills: {column: 技能, split: 、}}}]}]")
	got := m.Files[0].Interpret(map[string]any{"名称": "甲", "阶段": "建设", "技能": "项目谈判、EVENTS"})
	require.Empty(t, got.Problems)
	assert.Equal(t, "BUILDING", got.Nodes[0].Row.Values["stage"])
	assert.Equal(t, []string{"NEGOTIATION", "EVENTS"}, got.Nodes[1].Row.Values["skills"])
}
