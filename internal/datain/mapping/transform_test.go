package mapping

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// steps reads the transforms of a YAML text.
func steps(t *testing.T, text string) []step {
	t.Helper()
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(text), &doc))
	p := &parser{}
	var out []step
	for _, n := range list(doc.Content[0]) {
		out = append(out, p.transform(n))
	}
	require.NoError(t, p.err())
	return out
}

func TestTransforms(t *testing.T) {
	num := func(s string) any { return json.Number(s) }
	tests := []struct {
		transform string
		in        any
		want      any
		fails     string
	}{
		{"trim", "\u3000 a b \ufeff", "a b", ""},
		{"nfkc", "ＡＢ（１）", "AB(1)", ""},
		{"upper", "abc", "ABC", ""},
		{"lower", "ABC", "abc", ""},
		{"upper", []any{"a"}, []any{"A"}, ""},

		{"date", "2021", "2021", ""},
		{"date", num("2021"), "2021", ""},
		{"date", "2021年", "2021", ""},
		{"date", "2021-3", "2021-03", ""},
		{"date", "2021年3月", "2021-03", ""},
		{"date", "202103", "2021-03", ""},
		{"date", "2021-03-05", "2021-03-05", ""},
		{"date", "2021/3/5", "2021-03-05", ""},
		{"date", "2021.3.5", "2021-03-05", ""},
		{"date", "２０２１年３月５日", "2021-03-05", ""},
		{"date", "20210305", "2021-03-05", ""},
		{"date", "2021-03-05 00:00:00", "2021-03-05", ""},
		{"date", "2021-03-05T08:00:00.000Z", "2021-03-05", ""},
		{"date", "二〇二一年", "2021", ""},
		{"date", "二○二一年十二月", "2021-12", ""},
		{"date", "二零二一年十月二十一日", "2021-10-21", ""},
		{"date", "2021年三月三十日", "2021-03-30", ""},
		{"date", "2021年3月份", "2021-03", ""},
		{"date", "2021/3/5 上午10:00", "2021-03-05", ""},
		{"date", "2021-03-05 10:00:00 PM", "2021-03-05", ""},
		{"date", "20210305120000", "2021-03-05", ""},
		{"date", "二〇二一年底", nil, "is no date"},
		{"date", "二〇二一年十三月", nil, "month is 13"},
		{"date", "44260", "2021-03-05", ""},
		{"date", num("44260.5"), "2021-03-05", ""},
		{"date", "10000", "1927-05-18", ""},
		{"date", "73050", "2099-12-31", ""},
		{"date", "99999", nil, "day number"},
		{"date", "2021-02-29", nil, "expected 01 to 28"},
		{"date", "20211301", nil, "month is 13"},
		{"date", "2021-03/05", nil, "is no date"},
		{"date", "上海证券交易所", nil, "is no date, expected a date such as 2021"},
		{"date", "-", nil, "is no date"},
		{"date", "21/3/5", nil, "is no date"},
		{"date", "3/5/2021", nil, "may be 5-3 or 3-5 of 2021"},
		{"date: {order: dmy}", "3/5/2021", "2021-05-03", ""},
		{"date: {order: mdy}", "3/5/2021", "2021-03-05", ""},
		{"date", true, nil, "true or false"},
		{"date", map[string]any{}, nil, "list or an object"},

		{"number", "1,234.50", num("1234.5"), ""},
		{"number", "-０.５", num("-0.5"), ""},
		{"number", "1.2万", num("12000"), ""},
		{"number", "3亿", num("300000000"), ""},
		{"number", "1.5e3", num("1500"), ""},
		{"number", num("0.1"), num("0.1"), ""},
		{"number", "1,23", nil, "is no number"},
		{"number", "many", nil, "is no number, expected a number, as in 12"},
		{"number", "1e999", nil, "too long"},
		{"number", "NaN", nil, "is no number"},
		{"number", "12345678901234567890123456789012345678901", nil, "too long"},
		{"integer", "12", num("12"), ""},
		{"integer", "12.0", num("12"), ""},
		{"integer", "12.5", nil, "not whole"},
		{"percent", "12.5%", num("12.5"), ""},
		{"percent", "12.5", num("12.5"), ""},
		{"percent", "12.5％", num("12.5"), ""},
		{"percent: fraction", num("0.125"), num("12.5"), ""},
		{"percent: fraction", "12.5%", num("12.5"), ""},
		{"percent", "half", nil, "expected per cent"},

		{"amount", "5000", num("5000"), ""},
		{"amount", "500万元", num("5000000"), ""},
		{"amount", "1.15亿", num("115000000"), ""},
		{"amount", "０.０７亿元", num("7000000"), ""},
		{"amount", "人民币1,234万元", num("12340000"), ""},
		{"amount", "￥ 8,000", num("8000"), ""},
		{"amount", "5000 万元人民币", num("50000000"), ""},
		{"amount", "500万元（人民币）", num("5000000"), ""},
		{"amount", "（人民币）500万元", num("5000000"), ""},
		{"amount", "1,200（万元）", num("12000000"), ""},
		{"amount: 万元", "1,200(人民币)", num("12000000"), ""},
		{"amount", "500万元（美元）", nil, "is in 美元"},
		{"amount", "90071.99254740993亿", num("9007199254740.993"), "expected whole yuan"},
		{"amount: 万元", "1,200", num("12000000"), ""},
		{"amount: 万元", "1,200元", num("1200"), ""},
		{"amount: 万", "2亿", num("200000000"), ""},
		{"amount: {unit: 万元, round: true}", "1234.567891", num("12345679"), ""},
		{"amount: {round: true}", "0.5", num("1"), ""},
		{"amount: {round: true}", "-0.4", num("0"), ""},
		{"amount", "0.5", nil, "say {amount: {round: true}}"},
		{"amount", "500万美元", nil, "is in 美元, expected yuan"},
		{"amount", "$5", nil, "is in $"},
		{"amount", "约500万", nil, "is no amount, expected yuan"},
		{"amount", []any{}, []any{}, ""},

		{"stockCode", "600000.SH", "600000", ""},
		{"stockCode", num("600000"), "600000", ""},
		{"stockCode", "60900", nil, "5 digits"},
		{"uscc", "9111 0000 6000 3734 1l", "91110000600037341L", ""},
		{"uscc", "91110000600037342L", nil, "check character"},
		{"orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", ""},
		{"patent", "ZL201710601862.3", "201710601862.3", ""},
		{"regionCode", num("320582"), "320582", ""},
		{"industryCode", "3825", "C3825", ""},

		{"boolean", "是", true, ""},
		{"boolean", "Ｎ", false, ""},
		{"boolean", num("1"), true, ""},
		{"boolean", "也许", nil, "neither yes nor no"},
		{"enum: {男: MALE, 女: FEMALE}", "男", "MALE", ""},
		{"enum: {Ａ: 1}", "A", num("1"), ""},
		{"enum: {男: MALE, 女: FEMALE}", "男\u200b\u00a0", "MALE", ""},
		{"enum: {未知: null}", "未知", nil, ""},
		{"enum: {男: MALE}", "x", nil, "not in the table, expected one of 男"},
		{`regex: '(\d+)人'`, "约120人", "120", ""},
		{`regex: '\d+'`, "约120人", "120", ""},
		{`regex: {pattern: '(?P<a>\d+)-(?P<b>\d+)', group: b}`, "1-2", "2", ""},
		{`regex: {pattern: '(\d+)-(\d+)', group: 2}`, "1-2", "2", ""},
		{`regex: '\d'`, "none", nil, `does not match \d`},
		{`replace: {text: "-", with: " "}`, "a-b-c", "a b c", ""},
		{`replace: {pattern: '\(.*\)'}`, "甲(乙)", "甲", ""},
		{`replace: {text: a}`, "a", nil, ""},
		{`replace: {pattern: 'a*', with: x}`, strings.Repeat("a", 100_001), nil, "at most 100000 can be replaced in"},
		{`split: ","`, "a, b,,c", []any{"a", "b", "c"}, ""},
		{`split: [",", "、"]`, "a、b,c", []any{"a", "b", "c"}, ""},
		{`[{split: ","}, {pad: 3}]`, "1,22", []any{"001", "022"}, ""},
		{`[{split: ","}, {join: "、"}]`, "a,b", "a、b", ""},
		{"pad: 6", num("1"), "000001", ""},
		{`emptyAs: ["-", 无]`, "无", nil, ""},
		{`emptyAs: ["-", 无]`, "有", "有", ""},
		{"json", `{"a": [1.10]}`, map[string]any{"a": []any{num("1.10")}}, ""},
		{"json", "[1", nil, "is no JSON"},
		{"upper", map[string]any{}, nil, "list or an object"},
	}
	for _, tt := range tests {
		t.Run(tt.transform+" "+shown(tt.in), func(t *testing.T) {
			text := tt.transform
			if text[0] != '[' {
				text = "- " + text
			}
			v := &value{from: constant{tt.in}, steps: steps(t, text)}
			got := v.read(&row{})
			if tt.fails != "" {
				assert.Contains(t, got.reason, tt.fails)
				return
			}
			assert.Empty(t, got.reason)
			assert.Equal(t, tt.want, got.value)
		})
	}
}

// Each entry of the table can be used as it says.
func TestTransformTable(t *testing.T) {
	for i := range transforms {
		tt := &transforms[i]
		t.Run(tt.name, func(t *testing.T) {
			assert.Same(t, tt, transformOf(tt.name), "the name stands once")
			assert.NotEmpty(t, tt.does)
			assert.NotEmpty(t, tt.takes)
			assert.NotEmpty(t, tt.gives)
			if tt.isPlain() {
				assert.Len(t, steps(t, tt.name), 1)
			} else {
				require.True(t, tt.hasOptions(), "neither the name alone nor options can be given")
				assert.NotNil(t, steps(t, tt.options.example)[0])
			}
			if tt.hasOptions() {
				assert.NotEmpty(t, tt.options.schema)
			}
		})
	}
}
