package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestEncodingIsGuessed(t *testing.T) {
	const text = "名称,简介\n江苏沙钢集团有限公司,钢铁冶炼、轧制；成立于１９７５年，位于张家港市锦丰镇。\n"
	long := text + strings.Repeat("江苏永钢集团有限公司,钢铁\n", 20_000)
	tests := []struct {
		name, text string
		enc        textencoding.Encoding
		notes      []string
	}{
		{"UTF-8", text, textencoding.Nop, nil},
		{"UTF-8, long", long, textencoding.Nop, nil},
		{"UTF-8, long, cut elsewhere", "x" + long, textencoding.Nop, nil},
		{"GBK", text, simplifiedchinese.GBK, []string{"the file is read as GB 18030"}},
		{"GB 18030, long", long, simplifiedchinese.GB18030, []string{"the file is read as GB 18030"}},
		{"GB 18030, long, cut elsewhere", "x" + long, simplifiedchinese.GB18030, []string{"the file is read as GB 18030"}},
		{"GB 18030 with a character of four bytes", text + "𠮷野,x\n", simplifiedchinese.GB18030, []string{"the file is read as GB 18030"}},
		{"UTF-16, little end first", text, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), []string{"the file is read as UTF-16"}},
		{"UTF-16, big end first", text, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), []string{"the file is read as UTF-16"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			encoded, err := tt.enc.NewEncoder().String(tt.text)
			require.NoError(t, err)
			r := must(t, "x.csv", encoded, table.Options{})
			rows := all(t, r)
			assert.Equal(t, strings.Count(tt.text, "\n")-1, len(rows))
			for _, row := range rows {
				require.Empty(t, row.Problem)
			}
			assert.Equal(t, "钢铁冶炼、轧制；成立于１９７５年，位于张家港市锦丰镇。", rows[0].Values["简介"])
			assert.Equal(t, tt.notes, r.Notes())
		})
	}
}

func TestOtherEncodingsAreRefused(t *testing.T) {
	tests := []struct {
		name, text string
		enc        textencoding.Encoding
	}{
		{"Latin-1", "name,city\nMüller & Söhne,Köln\nÉtablissements Gérard,Orléans\n", charmap.ISO8859_1},
		{"Windows-1251", "имя,город\nОбщество,Москва\n", charmap.Windows1251},
		{"Big5", "名稱,地區\n台灣積體電路製造股份有限公司,新竹科學園區\n鴻海精密工業,新北\n", traditionalchinese.Big5},
		{"Shift JIS", "名前,場所\nトヨタ自動車株式会社,豊田市\nソニーグループ,東京\n", japanese.ShiftJIS},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			encoded, err := tt.enc.NewEncoder().String(tt.text)
			require.NoError(t, err)
			_, err = open(t, "x.csv", encoded, table.Options{})
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, "its text is neither UTF-8 nor GB 18030; save it as UTF-8 (in Excel: CSV UTF-8), or give its encoding")
		})
	}
}

func TestFileThatTurnsInvalidLater(t *testing.T) {
	text := "a,b\n" + strings.Repeat("x,y\n", 100_000)
	rows := all(t, must(t, "x.csv", text+"\xd5\xc5,y\nx,y\n", table.Options{}))
	require.Len(t, rows, 100_002)
	assert.Equal(t, "the line is not valid UTF-8; convert the file to UTF-8, or give its encoding, such as gb18030", rows[100_000].Problem)
	assert.Equal(t, 100_002, rows[100_000].Line)
	assert.Empty(t, rows[100_001].Problem)
}

func TestGivenEncodings(t *testing.T) {
	for _, tt := range []struct {
		name string
		enc  textencoding.Encoding
	}{
		{"utf-8", textencoding.Nop},
		{"GB2312", simplifiedchinese.GBK},
		{"utf-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF_16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			encoded, err := tt.enc.NewEncoder().String("名称\n苏\n")
			require.NoError(t, err)
			rows := all(t, must(t, "x.csv", encoded, table.Options{Encoding: tt.name}))
			require.Len(t, rows, 1)
			assert.Equal(t, map[string]any{"名称": "苏"}, rows[0].Values)
		})
	}
}
