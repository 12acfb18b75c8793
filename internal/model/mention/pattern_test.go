package mention_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/mention"
)

// The pattern fits all that is found, as a text and inside of a JSON document.
func TestPatternFitsWhatIsFound(t *testing.T) {
	markers := map[string][]string{
		"張偉":            {"张", "張", "伟", "偉"},
		"叶 𨱇":           {"叶", "葉", "𨱇", "x"},
		"Lü Na":         {"lü", "Lǚ", "lv", "LYU", "na", "Nà", "Ｎａ"},
		"阿卜杜拉·买买提":      {"阿卜杜拉", "买买提", "買買提"},
		"0512-58123456": {"0512", "０５１２", "86 512", "58123456", "５８１２３４５６"},
		"a&b@example":   {"a&", "b@", "B＠", "example", "Example"},
		`Li "To<m" Y`:   {"li", "Li", "to<", "m", "y", "Y"},
		"Ōki Mei":       {"oki", "ＯＫＩ", "mei", "Me\u0301i"},
	}
	between := []string{"", " ", "　", "·", "‧", ",", "'", `"`, "_", "-", "\u200b", "\ufe0f"}
	rapid.Check(t, func(t *rapid.T) {
		marker := rapid.SampledFrom(slices.Sorted(maps.Keys(markers))).Draw(t, "marker")
		m := mention.New([]string{marker})
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(markers[marker]), rapid.SampledFrom(between)), 2, 9).Draw(t, "text"), "")
		if !m.In(text) {
			return
		}
		pattern := regexp.MustCompile(strings.Replace(m.Pattern(), "(?isu)", "(?is)", 1))
		document, err := json.Marshal(map[string]string{"name": text})
		if err != nil {
			t.Fatal(err)
		}
		for _, written := range []string{text, string(document)} {
			if !pattern.MatchString(norm.NFKD.String(written)) {
				t.Fatalf("%+q is found and does not fit %s", written, m.Pattern())
			}
		}
	})
}

// Every text made of a marker's own letters is found, whatever stands between them.
func TestWhatStandsBetweenIsPassedOver(t *testing.T) {
	between := rapid.SampledFrom([]string{"", " ", "　", "·", "•", "-", "\u200b", "\u00ad"})
	rapid.Check(t, func(t *rapid.T) {
		marker := rapid.SampledFrom([]string{"張偉", "张伟", "欧阳不显", "13812345678"}).Draw(t, "marker")
		var text strings.Builder
		for _, r := range marker {
			text.WriteString(between.Draw(t, "between") + string(r))
		}
		if !mention.New([]string{marker}).In("前" + text.String() + "后") {
			t.Fatalf("%+q", text.String())
		}
	})
}
