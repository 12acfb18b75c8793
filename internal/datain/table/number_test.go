package table

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNumber(t *testing.T) {
	tests := []struct{ name, code, raw, want, problem string }{
		{"general", "General", "0.30000000000000004", "0.3", ""},
		{"zero", "", "-0", "0", ""},
		{"whole", "", "123456789012345", "123456789012345", ""},
		{"exponent", "", "1.2E-3", "0.0012", ""},
		{"places", "0.00", "2022.1", "2022.10", ""},
		{"places of a whole number", "0.00", "2022", "2022", ""},
		{"unit", `0"万元"`, "1200", "1200万元", ""},
		{"unit behind places", `#,##0.00"亿元"`, "1.5", "1.50亿元", ""},
		{"unit that scales", `0!.0,"万元"`, "12345", "1.2345万元", ""},
		{"unit that scales by four places", `0\.0000"万"`, "12000", "1.2万", ""},
		{"thousands that are not shown", `#,##0,"千元"`, "1200", "1.2千元", ""},
		{"no unit", `0"人"`, "1200", "1200", ""},
		{"yuan", `[$¥-804]#,##0`, "1200", "1200", ""},
		{"dollars", `[$USD] #,##0.00`, "1200", "USD 1200", ""},
		{"dollar sign", `[$$-409]#,##0`, "1200", "USD 1200", ""},
		{"plain dollar sign", `"$"#,##0_);("$"#,##0)`, "1200", "USD 1200", ""},
		{"yen", `[$¥-411]#,##0`, "1200", "JPY 1200", ""},
		{"dollars behind", `0"万美元"`, "1200", "USD 1200万", ""},
		{"unit behind a plain number", `General"万元"`, "1200", "1200万元", ""},
		{"unit as Chinese Excel writes it", `[DBNum1][$-804]G/通用格式"万元"`, "1200", "1200万元", ""},
		{"unit in brackets", `#,##0"（万元）"`, "1200", "1200万元", ""},
		{"unit with our currency", `0"万元人民币"`, "1200", "1200万元", ""},
		{"unit of something else", `0"万人"`, "12", "12万人", ""},
		{"unit under a condition", `[>1000]0"万元";0"元"`, "1200", "1200万元", ""},
		{"unit for the others", `[>1000]0"万元";0"元"`, "500", "500元", ""},
		{"unit of the last section", `[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0`, "500", "500", ""},
		{"unit of the middle section", `[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0`, "123456", "12.3456万", ""},
		{"negative", `0"万元";-0"亿元"`, "-5", "-5亿元", ""},
		{"nothing", `0"万元";-0"万元";"-"`, "0", "0", ""},
		{"a semicolon that is shown", `0";万元"`, "5", "5;万元", ""},
		{"rounded", "", "9.1110000600037299E+17", "", rounded},
		{"junk", "", "NaN", "", noNumber},
		{"thousands", "#,##0.00", "1234567.891", "1234567.891", ""},
		{"per cent", "0.00%", "0.07", "7%", ""},
		{"code", "000000", "1", "000001", ""},
		{"code, full", "000000", "600000", "600000", ""},
		{"code, no whole number", "000", "1.5", "1.5", ""},
		{"colour is no day", "[Red]0.0", "44260", "44260", ""},
		{"quoted is no day", `0"days"`, "44260", "44260", ""},
		{"escaped is no day", `0\d`, "44260", "44260", ""},
		{"elapsed", "[h]:mm", "1.5", "1.5", ""},
		{"date", "yyyy/m/d;@", "44260", "2021-03-05", ""},
		{"locale", `[$-804]yyyy"年"m"月"d"日"`, "44260", "2021-03-05", ""},
		{"date with hidden time", "yyyy-mm-dd", "44260.75", "2021-03-05", ""},
		{"month", "mmm-yy", "44256", "2021-03", ""},
		{"year", "yyyy", "44256", "2021", ""},
		{"day of a year", `m"月"d"日"`, "44260", "2021-03-05", ""},
		{"moment", "yyyy/m/d h:mm", "44260.541666666664", "2021-03-05T13:00:00", ""},
		{"moment at midnight", "yyyy/m/d h:mm", "44260", "2021-03-05", ""},
		{"time", "h:mm AM/PM", "0.99999999", "1900-01-01", ""},
		{"half a day", "h:mm AM/PM", "0.5", "12:00:00", ""},
		{"first day", "yyyy-mm-dd", "1", "1900-01-01", ""},
		{"before the day that never was", "yyyy-mm-dd", "59", "1900-02-28", ""},
		{"the day that never was", "yyyy-mm-dd", "60", "", noSuchDate},
		{"after it", "yyyy-mm-dd", "61", "1900-03-01", ""},
		{"last day", "yyyy-mm-dd", "2958465", "9999-12-31", ""},
		{"behind the last day", "yyyy-mm-dd", "2958466", "", noSuchDate},
		{"negative date", "yyyy-mm-dd", "-1", "", noSuchDate},
		{"zero date", "yyyy-mm-dd", "0", "", noSuchDate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, problem := parseFormat(tt.code).number(tt.raw, false)
			assert.Equal(t, tt.want, text)
			assert.Equal(t, tt.problem, problem)
		})
	}
}

func TestNumberOfTheCalendarOf1904(t *testing.T) {
	for _, tt := range []struct{ raw, want string }{{"42798", "2021-03-05"}, {"0", "1904-01-01"}, {"59", "1904-02-29"}} {
		text, problem := parseFormat("yyyy-mm-dd").number(tt.raw, true)
		assert.Equal(t, tt.want, text)
		assert.Empty(t, problem)
	}
}

func TestNumbersThatAreDatesAsTheyStandCountNoDays(t *testing.T) {
	for raw, want := range map[string]string{"42798": "44260", "42798.5": "44260", "2022": "", "202203": "", "20220305": "", "2022.10": "", "x": ""} {
		assert.Equal(t, want, Number1904(raw).Serial1900(), raw)
	}
}

func TestLetters(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16_383: "XFD"} {
		assert.Equal(t, want, letters(i))
		col, row, ok := parseCell(want + "7")
		assert.True(t, ok)
		assert.Equal(t, []int{i, 7}, []int{col, row})
	}
}
