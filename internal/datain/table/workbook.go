package table

import (
	"path"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// workbook is what the reader of a sheet needs of its Excel file.
type workbook struct {
	*archive
	date1904 bool
	formats  []format // by style
	shared   *texts
	sheets   []sheetPart
}

// sheetPart is where a sheet stands.
type sheetPart struct {
	name   string
	hidden bool
	part   string
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

type relationships struct {
	List []relationship `xml:"Relationship"`
}

// ofType returns the target of the first relationship of a type.
func (r relationships) ofType(suffix string) string {
	for _, rel := range r.List {
		if strings.HasSuffix(rel.Type, suffix) {
			return rel.Target
		}
	}
	return ""
}

type workbookXML struct {
	Properties struct {
		Date1904 bool `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		ID    string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

// openWorkbook reads everything but the sheets and the shared texts.
func openWorkbook(in *file) (*workbook, error) {
	a, err := openArchive(in)
	if err != nil {
		return nil, err
	}
	w := &workbook{archive: a}
	var root relationships
	if err := a.decode("_rels/.rels", &root); err != nil {
		return nil, err
	}
	main := resolve("", root.ofType("/officeDocument"))
	if strings.HasSuffix(main, ".bin") {
		return nil, refuse("it is a binary workbook (.xlsb); save it as .xlsx")
	}
	if a.parts[partName(main)] == nil {
		return nil, refuse("the archive holds no Excel workbook; save it as .xlsx")
	}
	return w, w.read(main)
}

// read reads the part that lists the sheets, and the styles.
func (w *workbook) read(main string) error {
	var book workbookXML
	if err := w.decode(main, &book); err != nil {
		return err
	}
	var rels relationships
	dir, base := path.Split(main)
	if err := w.decode(dir+"_rels/"+base+".rels", &rels); err != nil {
		return err
	}
	w.date1904 = book.Properties.Date1904
	targets := map[string]string{}
	for _, rel := range rels.List {
		if strings.HasSuffix(rel.Type, "/worksheet") {
			targets[rel.ID] = resolve(dir, rel.Target)
		}
	}
	for _, s := range book.Sheets {
		if target := targets[s.ID]; target != "" {
			w.sheets = append(w.sheets, sheetPart{name: s.Name, hidden: s.State != "" && s.State != "visible", part: target})
		}
	}
	w.shared = &texts{name: resolve(dir, rels.ofType("/sharedStrings"))}
	return w.readStyles(resolve(dir, rels.ofType("/styles")))
}

// resolve returns the part that a target, seen from a directory, names.
func resolve(dir, target string) string {
	if target == "" || strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(dir, target)
}

// sheet returns the sheet of that name, or the first visible one, and notes on the choice.
func (w *workbook) sheet(name string) (sheetPart, []string, error) {
	var visible, all []string
	for _, s := range w.sheets {
		all = append(all, s.name)
		if !s.hidden {
			visible = append(visible, s.name)
		}
	}
	for _, s := range w.sheets {
		switch {
		case name == "" && !s.hidden && len(visible) > 1:
			return s, []string{"sheet " + s.name + " is read; there are also " + strings.Join(visible[1:], ", ")}, nil
		case name == "" && !s.hidden:
			return s, nil, nil
		case name != "" && s.name == name && s.hidden:
			return s, []string{"sheet " + name + " is hidden in the workbook"}, nil
		case name != "" && s.name == name:
			return s, nil, nil
		}
	}
	if name == "" {
		return sheetPart{}, nil, refuse("the workbook has no visible sheet; name one of: %s", strings.Join(all, ", "))
	}
	return sheetPart{}, nil, fault.New(fault.NotFound, "the workbook has no sheet %q; it has: %s", name, strings.Join(all, ", "))
}

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readStyles reads the number format of each style.
func (w *workbook) readStyles(name string) error {
	var styles stylesXML
	if err := w.decode(name, &styles); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	for _, cell := range styles.Cells {
		code, declared := codes[cell.Format]
		if !declared {
			code = builtinFormats[cell.Format]
		}
		w.formats = append(w.formats, parseFormat(code))
	}
	return nil
}

// Numbers that are years, months or days as they stand (2022, 202203, 20220305) count no days.
const (
	afterYears = 3_000
	lastSerial = 99_999 - days1904
)

// Number1904 stands in Row.Values for a plain number of a workbook that counts days from 1904.
type Number1904 string

// Serial1900 returns the number that stands for the same day where days are counted from 1900,
// "" when it is no count of days.
func (n Number1904) Serial1900() string {
	whole, _, _ := strings.Cut(string(n), ".")
	days, err := strconv.Atoi(whole)
	if err != nil || days < afterYears || days > lastSerial {
		return ""
	}
	return strconv.Itoa(days + days1904)
}

// format returns the number format of a style; an unknown style shows numbers as they are.
func (w *workbook) format(style int) format {
	if style < 0 || style >= len(w.formats) {
		return format{}
	}
	return w.formats[style]
}
