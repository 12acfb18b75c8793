package privacy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

func TestShownText(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"mobile", "张三,13812345678,教授", "张三,138****5678,教授"},
		{"with spaces", "138 1234 5678", "138****5678"},
		{"with a country's code", "tel +86-138-1234-5678.", "tel 138****5678."},
		{"full width", "电话：１３８１２３４５６７８", "电话:138****5678"},
		{"fixed", "0512-58123456", "0512-****56"},
		{"abroad", "+1 415 555 0123", "+14****23"},
		{"with points", "138.1234.5678", "138****5678"},
		{"with dashes", "138–1234—5678", "138****5678"},
		{"with no-break spaces", "138\u00a01234\u00a05678", "138****5678"},
		{"with what cannot be seen", "138\u200b1234\u20115678", "138****5678"},
		{"behind letters", "tel13812345678abc", "tel138****5678abc"},
		{"two of them", "13812345678 139 1234 5678", "138****5678 139****5678"},
		{"between other numbers", "5678 13812345678 1234", "5678 138****5678 1234"},
		{"behind a date", "2024-01-01 13812345678", "2024-01-01 138****5678"},
		{"behind a row", "12-13812345678", "12-138****5678"},
		{"fixed with a dash", "0512–58123456", "0512-****56"},
		{"fixed in brackets", "电话(0512)58123456", "电话0512-****56"},
		{"abroad with points", "+1.415.555.0123", "+14****23"},
		{"an address of a number", "13812345678@example.com", "1***@example.com"},
		{"a number as it is calculated", "13812345678.0", "138****5678.0"},
		{"dates", "2023-09-15 2024-08-20", "2023-09-15 2024-08-20"},
		{"a fraction", "0.3333333333", "0.3333333333"},
		{"an amount in groups", "1,003,555,123,456", "1,003,555,123,456"},
		{"an id", "com_01ke5q86000000000000000058", "com_01ke5q86000000000000000058"},
		{"address", "<Zhang.San@example.com>", "<z***@example.com>"},
		{"code of a firm", "91320582703676365P", "91320582703676365P"},
		{"ORCID iD", "0000-0002-1825-0097", "0000-0002-1825-0097"},
		{"amount", "12000000", "12000000"},
		{"date", "2022-02-10", "2022-02-10"},
		{"full width without a number", "（集团）", "（集团）"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, privacy.Policy{}.ShownText(tt.text))
			assert.Equal(t, tt.text, privacy.Policy{ShowSensitive: true}.ShownText(tt.text))
		})
	}
}
