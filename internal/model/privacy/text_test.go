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
