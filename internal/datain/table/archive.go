package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// archive is an Excel file: a zip archive whose sizes have been checked.
type archive struct {
	parts map[string]*zip.File
}

func openArchive(in *file) (*archive, error) {
	at, ok := in.File.(io.ReaderAt)
	if !ok {
		return nil, fault.New(fault.Internal, "an Excel file must be open for reading at any place")
	}
	if err := checkMagic(at); err != nil {
		return nil, err
	}
	if in.size > maxArchive {
		return nil, refuse("the file is larger than %d MiB; save the sheet as CSV", maxArchive>>20)
	}
	directory := &budget{at: at, left: maxDirectory}
	z, err := zip.NewReader(directory, in.size)
	if directory.left < 0 || err == nil && len(z.File) > maxEntries {
		return nil, refuse("the workbook has too many parts; save the sheet as a new workbook or as CSV")
	}
	if err != nil {
		return nil, refuse("the file is damaged: it begins like a workbook, but is none (%s)", err)
	}
	directory.open = true
	a := &archive{parts: map[string]*zip.File{}}
	return a, a.check(z.File)
}

// checkMagic tells what the file is when it is no zip archive.
func checkMagic(at io.ReaderAt) error {
	var magic [4]byte
	if _, err := at.ReadAt(magic[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return refuse("reading failed: %s", err)
	}
	switch string(magic[:]) {
	case "PK\x03\x04":
		return nil
	case "\xd0\xcf\x11\xe0":
		return refuse("it is an old .xls workbook or one with a password; open it and save it as .xlsx without a password")
	}
	return refuse("it is no Excel workbook; save it as .xlsx, or name it by what it is, such as .csv")
}

// check refuses what would unpack to more than it should.
func (a *archive) check(entries []*zip.File) error {
	var total uint64
	for _, e := range entries {
		total += min(e.UncompressedSize64, maxArchive+1)
		switch {
		case total > maxArchive:
			return refuse("the workbook unpacks to more than %d MiB; save the sheet as CSV", maxArchive>>20)
		case e.UncompressedSize64 > ratioFrom && e.UncompressedSize64 > maxRatio*e.CompressedSize64:
			return refuse("part %q of the workbook is packed suspiciously well; save the sheet as CSV", e.Name)
		case e.Flags&1 != 0:
			return refuse("the workbook has a password; save it without one")
		}
		name := partName(e.Name)
		if _, twice := a.parts[name]; twice {
			return refuse("the file is damaged: the workbook holds part %q twice", e.Name)
		}
		a.parts[name] = e
	}
	return nil
}

// partName makes names comparable: they are not case sensitive, and some programs write
// them with a leading slash.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// open opens a part; nil without an error when there is none.
func (a *archive) open(name string) (*part, error) {
	e := a.parts[partName(name)]
	if e == nil {
		return nil, nil //nolint:nilnil // see the comment
	}
	r, err := e.Open()
	if err != nil {
		return nil, refuse("the file is damaged: part %q cannot be unpacked (%s)", name, err)
	}
	return &part{ReadCloser: r, name: name, size: int64(e.UncompressedSize64)}, nil
}

// decode reads a small part into v; a part that is absent leaves v as it is.
func (a *archive) decode(name string, v any) error {
	p, err := a.open(name)
	if err != nil || p == nil {
		return err
	}
	defer p.Close()
	if p.size > maxSmallPart {
		return refuse("part %q of the workbook is larger than %d MiB; save the sheet as CSV", name, maxSmallPart>>20)
	}
	if err := xml.NewTokenDecoder(newTokens(p)).Decode(v); err != nil {
		return damaged(name, err)
	}
	return nil
}

// damaged keeps an error of ours and explains another.
func damaged(name string, err error) error {
	if _, ours := errors.AsType[*fault.Error](err); ours {
		return err
	}
	return refuse("the file is damaged: part %q is no proper XML (%s)", name, err)
}

// part is an open part. An archive's reader fails when a part is longer than it declares.
type part struct {
	io.ReadCloser
	name       string
	read, size int64
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	return n, err
}

// budget bounds what may be read while the archive's directory is read.
type budget struct {
	at   io.ReaderAt
	left int64
	open bool
}

var errBudget = errors.New("the list of parts is too long")

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if b.open {
		return b.at.ReadAt(p, off)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errBudget
	}
	return b.at.ReadAt(p, off)
}
