package importjob

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
)

// Uploads that name somebody are removed, in whatever form they do; of the others only the
// rejects are rewritten.
func TestForgetFiles(t *testing.T) {
	names := func(text string) bool { return strings.Contains(text, "张三") }
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("姓名,职称\n李四,教授\n张三,教授\n")
	require.NoError(t, err)
	tests := []struct {
		name, file string
		content    []byte
		removed    bool
	}{
		{"CSV", "people.csv", []byte("姓名\n张三\n"), true},
		{"CSV in GB 18030", "people.csv", []byte(gb), true},
		{"Excel", "people.xlsx", workbook(t, "张三"), true},
		{"JSON Lines", "people.jsonl", []byte(`{"name": {"zh": ["张三"]}}` + "\n"), true},
		{"name of a file", "张三.csv", []byte("a\n1\n"), true},
		{"a row that is broken", "people.csv", []byte("a,b\n1,2\n\"张三"), true},
		{"no table", "people.txt", []byte(strings.Repeat("x", 1<<20) + "张三"), true},
		{"on the border of two pieces", "people.txt", []byte(strings.Repeat("x", 1<<20+1<<10-1) + "张三"), true},
		{"somebody else", "people.csv", []byte("姓名\n李四\n"), false},
		{"somebody else in Excel", "people.xlsx", workbook(t, "李四"), false},
		{"damaged workbook of somebody else", "people.xlsx", damaged(t), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, err := upload.Open(t.TempDir(), upload.Limits{})
			require.NoError(t, err)
			up, err := store.New()
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(up.Dir(), "files", tt.file), tt.content, 0o600))
			rejects := filepath.Join(up.Dir(), "job_1.rejects.csv")
			require.NoError(t, os.WriteFile(rejects, []byte("\ufefffile,line,column,value,reason,lost\r\npeople.csv,2,姓名,\"张三, 丰\",taken,row\r\npeople.csv,3,姓名,李四,taken,row\r\n"), 0o600))
			n, err := ForgetFiles(store, names)
			require.NoError(t, err)
			_, err = store.Find(up.ID)
			if tt.removed {
				assert.Equal(t, 1, n)
				assert.Error(t, err)
				return
			}
			assert.Zero(t, n)
			require.NoError(t, err)
			text, err := os.ReadFile(rejects)
			require.NoError(t, err)
			assert.Equal(t, "\ufefffile,line,column,value,reason,lost\r\npeople.csv,2,姓名,(erased),taken,row\r\npeople.csv,3,姓名,李四,taken,row\r\n", string(text))
			left, err := filepath.Glob(filepath.Join(up.Dir(), "*.new"))
			require.NoError(t, err)
			assert.Empty(t, left)
		})
	}
}

func workbook(t *testing.T, name string) []byte {
	t.Helper()
	book := excelize.NewFile()
	require.NoError(t, book.SetCellValue("Sheet1", "A1", "姓名"))
	require.NoError(t, book.SetCellValue("Sheet1", "A2", name))
	out, err := book.WriteToBuffer()
	require.NoError(t, err)
	return out.Bytes()
}

func damaged(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	_, err := w.Create("xl/workbook.xml")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}
