package importjob

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
)

// A preview gives up a file that takes too much, and says so; the request may end it at any time.
func TestPreviewIsBounded(t *testing.T) {
	dir := t.TempDir()
	var text strings.Builder
	text.WriteString("name\n")
	book := excelize.NewFile()
	for i := range 20_000 {
		text.WriteString("永钢集团有限公司\n")
		require.NoError(t, book.SetCellInt("Sheet1", fmt.Sprint("A", 1+i%5000), int64(i)))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.csv"), []byte(text.String()), 0o600))
	require.NoError(t, book.SaveAs(filepath.Join(dir, "a.xlsx")))
	ended, end := context.WithCancel(t.Context())
	end()
	for name, tt := range map[string]struct {
		ctx  context.Context
		most int64
		time time.Duration
		want string
	}{
		"enough": {t.Context(), previewBytes, time.Minute, ""},
		"bytes":  {t.Context(), 0, time.Minute, "at most 64 MiB"},
		"time":   {t.Context(), previewBytes, 0, "for 5s at most"},
		"ended":  {ended, previewBytes, time.Minute, "context canceled"},
	} {
		for _, file := range []string{"a.csv", "a.xlsx"} {
			t.Run(name+" "+file, func(t *testing.T) {
				parts := trial.Parts(newBounded(tt.ctx, os.DirFS(dir), tt.most, tt.time), file, trial.Where{}, guessRows)
				require.Len(t, parts, 1)
				shown := previewPart(upload.File{Name: file}, &parts[0])
				if tt.want == "" {
					assert.Nil(t, shown.Problem)
					return
				}
				require.NotNil(t, shown.Problem)
				assert.Contains(t, *shown.Problem, tt.want)
			})
		}
	}
}
