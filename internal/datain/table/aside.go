package table

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
)

var (
	// totalWord is what a line of totals begins with.
	totalWord = regexp.MustCompile(`^(?:(?:本页|本表|全部|全市|各项|分类|以上)?(?:合计|小计|总计|共计|总和|累计)|total|subtotal|grandtotal)(?:[:：].*|[(（].*[)）])?$`)
	// remarkWord is what a line below a table begins with.
	remarkWord = regexp.MustCompile(`^(?:注|备注|附注|说明|填表说明|填报说明|数据来源|资料来源|填报人|填表人|制表人|制表|编制人|经办人|联系人|审核人|复核人|审批人|负责人|单位负责人|填报单位|填表单位|制表单位|填报日期|填表日期|制表日期|填报时间|制表时间)\d*[:：]`)
	onlyNumber = regexp.MustCompile(`^\d+$`)
)

// asideOf tells of a line that looks like no row of the table: its first words when it is a
// line of totals, a remark or the head once more, else "". A number, as in 序号, may go before.
func asideOf(names, cells []string) string {
	var found []string
	repeated := 0
	for i, cell := range cells {
		text := norm.NFKC.String(strings.TrimSpace(canon.Visible(cell)))
		if text == "" || i >= len(names) || names[i] == "" {
			continue
		}
		found = append(found, text)
		if text == names[i] {
			repeated++
		}
	}
	if len(found) > 1 && onlyNumber.MatchString(found[0]) {
		found, repeated = found[1:], repeated+1
	}
	if len(found) == 0 {
		return ""
	}
	first := strings.ToLower(strings.Join(strings.Fields(found[0]), ""))
	if totalWord.MatchString(first) || remarkWord.MatchString(first) || repeated > 1 && repeated >= len(found) {
		return found[0]
	}
	return ""
}

// Asides gathers the rows of a file that look like no rows, for a note.
type Asides struct {
	lines []string
	count int
}

const (
	// maxAsides bounds the lines that a note names, maxAside the characters of each.
	maxAsides = 10
	maxAside  = 20
)

// Take takes in a row.
func (a *Asides) Take(row Row) {
	if row.Aside == "" {
		return
	}
	if a.count++; a.count > maxAsides {
		return
	}
	text := []rune(row.Aside)
	a.lines = append(a.lines, fmt.Sprintf("%d (%s)", row.Line, string(text[:min(len(text), maxAside)])))
}

// Notes names the lines; skipped tells that they are left out.
func (a *Asides) Notes(skipped bool) []string {
	if a.count == 0 {
		return nil
	}
	lines := slices.Clone(a.lines)
	if a.count > maxAsides {
		lines = append(lines, "…")
	}
	what := "they are read as rows, totals: skip leaves them out"
	if skipped {
		what = "they are left out"
	}
	return []string{fmt.Sprintf("totals, remarks or heads stand between the rows in line %s: %s", strings.Join(lines, ", "), what)}
}
