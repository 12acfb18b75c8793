package trial_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
)

func csvFile(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// What an import refuses whatever the graph holds, the check refuses too.
func TestTheCheckRefusesWhatAnImportRefuses(t *testing.T) {
	for _, tt := range []struct{ name, file, nodes, want string }{
		{
			"bounds", "名称,资本\n甲,-5\n", "nodes: [{entity: Company, key: name, fields: {name: 名称, registeredCapital: 资本}}]",
			`a.csv:2: rejected: 资本 "-5": is -5, expected 0 or more`,
		},
		{
			"the wrong way round", "名称,成立,上市\n甲,2022,2020\n", "nodes: [{entity: Company, key: name, fields: {name: 名称, foundedOn: 成立, listedOn: 上市}}]",
			`a.csv:2: rejected: 上市 "2020": is 2020, which is before`,
		},
		{
			"a mask", "姓名,电话\n张三,138****5678\n", "nodes: [{entity: Person, key: name, fields: {name: 姓名, telephone: 电话}}]",
			`a.csv:2: rejected: 电话 "***"`,
		},
		{
			"a share", "名称,股东,比例\n甲,乙,150\n", "nodes: [{entity: Company, as: company, key: name, fields: {name: 名称}}]\nlinks: [{type: SHAREHOLDER_OF, from: {entity: Company, key: name, value: 股东}, to: company, properties: {share: 比例}}]",
			`a.csv:2: rejected: 比例 "150": is 150, expected 0 to 100 per cent`,
		},
		{
			"itself", "甲方,乙方\n甲,甲\n", "links: [{type: SUPPLIES, from: {entity: Company, key: name, value: 甲方}, to: {entity: Company, key: name, value: 乙方}}]",
			`a.csv:2: rejected: 乙方 "甲": SUPPLIES would lead from a Company to itself`,
		},
		{
			"a code copied down", "名称,代码\n甲,91320582PDY00001X7\n乙,91320582PDY00001X7\n", "nodes: [{entity: Company, key: name, fields: {name: 名称, uscc: 代码}}]",
			`a.csv:3: rejected: 名称 "乙": is not the name of the Company with uscc "91320582PDY00001X7", but the row's other keys mean it`,
		},
		{
			"keys of two", "股票,代码,名称\n600000,,甲\n,91320582PDY00001X7,乙\n600000,91320582PDY00001X7,丙\n", "nodes: [{entity: Company, fields: {name: 名称, uscc: 代码, stockCode: 股票}}]",
			`a.csv:4: rejected: 股票 "600000": is already that of the Company with stockCode "600000", while the row means the Company with uscc`,
		},
		{
			"an entry", "团队\n张三:138****5678;李四:13800000001\n", "nodes: [{entity: Person, key: name, forEach: {column: 团队, split: ;, pair: \":\", kind: map}, fields: {name: {entry: key}, telephone: {entry: value}}}]",
			"a.csv  1     0        0         1 Person",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Contains(t, printed(t, "a.csv", csvFile(tt.file), "file: a.csv\n"+tt.nodes), tt.want)
		})
	}
}

func TestRowsThatAreOneNodeAreTold(t *testing.T) {
	file := csvFile("名称,代码,人数\n甲,,1\n乙,91320582PDY00001X7,2\n甲,,3\n丙,91320582PDY00001X7,4\n丁,,5\n甲,,6\n")
	got := printed(t, "a.csv", file, "file: a.csv\nnodes: [{entity: Company, key: [uscc, name], fields: {name: 名称, uscc: 代码}}]")
	assert.Contains(t, got, "a.csv: lines 2, 4, 7 are one Company with name \"甲\": each updates what the one before it says\n")
	assert.Contains(t, got, "a.csv: lines 3, 5 are one Company with uscc \"91320582PDY00001X7\": each updates")
	// Entries of lists repeat on purpose.
	assert.NotContains(t, printed(t, "a.csv", csvFile("技术\n光刻\n光刻\n"), "file: a.csv\nnodes: [{entity: Technology, key: name, forEach: {column: 技术}, fields: {name: {entry: value}}}]"), "are one")
}
