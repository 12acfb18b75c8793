package table

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
)

var (
	// totalWord is what a line of totals begins with.
	totalWord = regexp.MustCompile(`^(?:其中:)?(?:\p{Han}{0,8}(?:合计|小计|总计|共计)(?:数|额|金额|数量)?|总和|总数|累计|平均值?|平均数|total|subtotal|grandtotal)(?:[:].*|[(].*[)])?$|^[共合总]计?\d+[家个项人户条名件种]\p{Han}{0,4}$|^其中:`)
	// onlyTotal in any cell makes a line one of totals, as behind the district that it sums up.
	onlyTotal = regexp.MustCompile(`^(?:合计|小计|总计|共计)[:]?$`)
	// remarkWord is what a line below a table begins with.
	remarkWord = regexp.MustCompile(`^[※*★▲●]*(?:注|备注|附注|说明|填表说明|填报说明|数据来源|资料来源|填报人|填表人|制表人|制表|编制人|经办人|联系人|联系电话|审核人|复核人|审批人|审核|负责人|单位负责人|填报单位|填表单位|制表单位|填报日期|填表日期|制表日期|填报时间|制表时间)\d*[:]|^[-—(]*以下(?:空白|无正文)|^第\d+页|^[(]?续(?:上)?表[)]?$`)
	// groupWord is what stands alone above the rows of a group.
	groupWord = regexp.MustCompile(`^(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十]+[)]|第[一二三四五六七八九十]+[批类部章])`)
	// serial is what the first column of a list counts by.
	serial     = regexp.MustCompile(`^[(]?(?:\d+|[一二三四五六七八九十]+)[)、.]?$`)
	onlyNumber = regexp.MustCompile(`^\d+$`)
)

// asideOf tells of a line that looks like no row of the table: its first words when it is a
// line of totals, a remark, the title of a group or the head once more, else "". A number, as in 序号, may go before.
func asideOf(names, cells []string) string {
	var found []string
	repeated := 0
	for i := range cells {
		text := plainCell(cells, i)
		if text == "" || i >= len(names) || names[i] == "" {
			continue
		}
		found = append(found, text)
		if text == names[i] {
			repeated++
		}
	}
	if numbersColumns(found, names) {
		return found[0]
	}
	if len(found) > 1 && serial.MatchString(found[0]) {
		found, repeated = found[1:], repeated+1
	}
	if repeated > 1 && repeated >= len(found) {
		return found[0]
	}
	if len(found) == 1 && len(names) > 2 && groupWord.MatchString(found[0]) {
		return found[0]
	}
	return wordOf(found)
}

// numbersColumns tells of a line below the head that counts the columns: 甲, 乙, 1, 2, 3.
func numbersColumns(found, names []string) bool {
	letters, numbers := []rune("甲乙丙丁戊己庚辛壬癸"), 0
	for i, text := range found {
		text = strings.Trim(text, "()")
		if numbers == 0 && i < len(letters) && text == string(letters[i]) {
			continue
		}
		if numbers++; text != strconv.Itoa(numbers) {
			return false
		}
	}
	return len(found) > 2 && len(found) == filled(names)
}

// asideWord is what tells that cells are a line of totals or a remark, "" when nothing does.
func asideWord(cells []string) string {
	plain := make([]string, 0, len(cells))
	for i := range cells {
		if text := plainCell(cells, i); text != "" {
			plain = append(plain, text)
		}
	}
	return wordOf(plain)
}

// wordOf is asideWord of plain texts.
func wordOf(texts []string) string {
	first := true
	for _, text := range texts {
		if first && serial.MatchString(text) {
			continue
		}
		// Behind the first cell 合计 and the like count alone.
		if !first && (len(text) > maxTotal || !strings.Contains(text, "计")) {
			continue
		}
		joined := strings.ToLower(strings.Join(strings.Fields(text), ""))
		if first && (totalWord.MatchString(joined) || remarkWord.MatchString(joined)) || onlyTotal.MatchString(joined) {
			return text
		}
		first = false
	}
	return ""
}

// maxTotal is how many bytes of a cell may stand for 合 计 with the blanks in it.
const maxTotal = 40

// plainCell is a cell's text in one writing, without what cannot be seen.
func plainCell(cells []string, i int) string {
	return strings.TrimSpace(norm.NFKC.String(canon.Visible(cellAt(cells, i))))
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
