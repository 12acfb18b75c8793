package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestCSVIsReadBack(t *testing.T) {
	rows := [][]string{
		{"file", "line", "value"},
		{"a,b", `say "x"`, "two\nlines"},
		{"", " blanks ", "张家港"},
		{"=1+1", "-12.5", "a;=b"},
	}
	var out bytes.Buffer
	w := sheet.NewCSV(&out)
	for _, row := range rows {
		require.NoError(t, w.Write(row...))
	}
	require.NoError(t, w.Flush())
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	assert.True(t, marked, "Excel needs the mark to know UTF-8")
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	rows[3] = []string{"'=1+1", "-12.5", "a;'=b"}
	assert.Equal(t, rows, got)
}

func TestCSVKeepsAnEmptyRow(t *testing.T) {
	var out bytes.Buffer
	w := sheet.NewCSV(&out)
	require.NoError(t, w.Write(""))
	require.NoError(t, w.Flush())
	assert.Equal(t, "\ufeff\"\"\r\n", out.String())
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestCSVTellsThatTheDiskIsFull(t *testing.T) {
	w := sheet.NewCSV(fullDisk{})
	require.NoError(t, w.Write("a"))
	err := w.Flush()
	assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
	assert.ErrorContains(t, err, "is the disk full")
	assert.Error(t, w.Write(strings.Repeat("x", 10_000)), "an error stays")
}
