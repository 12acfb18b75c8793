package importjob

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// encodings are those that a text may be written in; a name is looked for in each of them.
func encodings() []encoding.Encoding {
	return []encoding.Encoding{
		encoding.Nop, simplifiedchinese.GB18030,
		unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
}

// fileNames looks at everything in a file, also at what a table leaves out: broken rows, further
// sheets, hidden ones, remarks.
func fileNames(files fs.FS, name string, names func(text string) bool) bool {
	in, err := files.Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	if found, isWorkbook := workbookNames(in, names); isWorkbook {
		return found
	}
	for _, enc := range encodings() {
		if textNames(files, name, enc, names) {
			return true
		}
	}
	return false
}

// textNames looks at the pieces of a text in an encoding.
func textNames(files fs.FS, name string, enc encoding.Encoding, names func(text string) bool) bool {
	in, err := files.Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	return piecesName(enc.NewDecoder().Reader(in), names)
}

// escaped are characters as JSON may write them: lines behind one that cannot be read are no JSON.
var escaped = regexp.MustCompile(`(?:\\u[0-9A-Fa-f]{4})+|\\[bfnrt]`)

func unescape(text string) string {
	var plain string
	if json.Unmarshal([]byte(`"`+text+`"`), &plain) != nil {
		return text
	}
	return plain
}

func piecesName(in io.Reader, names func(text string) bool) bool {
	const chunk, overlap = 1 << 20, 1 << 10
	buffer := make([]byte, 0, chunk+overlap)
	for {
		n, err := io.ReadFull(in, buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if text := string(buffer); names(text) || escaped.MatchString(text) && names(escaped.ReplaceAllStringFunc(text, unescape)) {
			return true
		}
		if err != nil {
			return false
		}
		buffer = buffer[:copy(buffer, buffer[len(buffer)-overlap:])]
	}
}

// workbookNames looks at all parts of a workbook; false where the file is none.
func workbookNames(in fs.File, names func(text string) bool) (found, isWorkbook bool) {
	at, random := in.(io.ReaderAt)
	info, err := in.Stat()
	if err != nil || !random {
		return false, false
	}
	book, err := zip.NewReader(at, info.Size())
	if err != nil {
		return false, false
	}
	for _, part := range book.File {
		if names(part.Name) || partNames(part, names) {
			return true, true
		}
	}
	return false, true
}

func partNames(part *zip.File, names func(text string) bool) bool {
	in, err := part.Open()
	if err != nil {
		return false
	}
	defer in.Close()
	if strings.HasSuffix(part.Name, ".xml") {
		return piecesName(&xmlText{in: xml.NewDecoder(in)}, names)
	}
	return piecesName(in, names)
}

// xmlText reads the texts and the values of attributes of a document. What stands in one cell is
// one text, also where it is written in several styles.
type xmlText struct {
	in   *xml.Decoder
	rest string
}

func (x *xmlText) Read(p []byte) (int, error) {
	for x.rest == "" {
		token, err := x.in.Token()
		if err != nil { // also of what is damaged: it was looked at as far as it can be read
			return 0, io.EOF
		}
		x.rest = textOf(token)
	}
	n := copy(p, x.rest)
	x.rest = x.rest[n:]
	return n, nil
}

func textOf(token xml.Token) string {
	switch t := token.(type) {
	case xml.CharData:
		return string(t)
	case xml.StartElement:
		var text strings.Builder
		for _, a := range t.Attr {
			if strings.ContainsFunc(a.Value, func(r rune) bool { return r > 127 }) || len(a.Value) > 6 {
				text.WriteString("\n" + a.Value + "\n")
			}
		}
		return text.String()
	case xml.EndElement:
		switch t.Name.Local {
		case "si", "c", "v", "comment", "row", "p":
			return "\n"
		}
	}
	return ""
}
